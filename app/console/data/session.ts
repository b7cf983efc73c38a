import { answer } from './answer.ts';
import { api } from './client.ts';

export const readSession = () => answer(api.GET('/session'), false);

export const signIn = (token: string) => answer(api.POST('/session', { body: { token } }), false);

export const signOut = () => answer(api.DELETE('/session'), false);
