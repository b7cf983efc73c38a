/** What is said between the program that measures and its crowds. */
export type ToCrowd =
  | {
      readonly do: 'enter';
      readonly url: string;
      readonly room: string;
      readonly count: number;
      readonly from: number;
    }
  /** From now on, count the messages: so many for each. */
  | { readonly do: 'listen'; readonly messages: number }
  | { readonly do: 'go' };

export type FromCrowd =
  | { readonly is: 'entered'; readonly lastAt: number; readonly bytes: number }
  | { readonly is: 'listening' }
  | { readonly is: 'heard'; readonly lastAt: number }
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly why: string };
