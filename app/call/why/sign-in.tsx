import { button } from '../../parts/button.ts';

export const SignIn = () => (
  // What is open in this window stays so until they are through.
  <a className={button.plain} href="/" target="_blank" rel="noopener noreferrer">
    Sign in
  </a>
);
