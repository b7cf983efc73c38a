import { answer } from './answer.ts';
import { api } from './client.ts';

export const findUsers = (search: string, limit: number) =>
  answer(api.GET('/users', { params: { query: { limit, ...(search && { search }) } } }));
