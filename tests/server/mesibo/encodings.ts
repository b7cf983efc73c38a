import { ADMIN, type Sent } from './world.ts';

type Flat = Readonly<Record<string, string | number>>;
interface Request {
  readonly op: string;
  /** Parameters as the form API names them. */
  readonly flat: Flat;
  /** The same as the JSON API nests it. */
  readonly json: object;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const query = (parameters: Flat) =>
  new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, String(value)])).toString();
const form = ({ op, flat }: Request) => query({ op, token: ADMIN, ...flat });
const body = ({ op, json }: Request) => JSON.stringify({ op, token: ADMIN, ...json });

/** As mesibo's PHP helper does in form mode: leaf keys only, booleans as 1 and 0, and what is null left out. */
export function flattened(value: object): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .flatMap(([key, inner]) =>
        typeof inner === 'object'
          ? Object.entries(flattened(inner))
          : [[key, typeof inner === 'boolean' ? Number(inner) : inner]],
      ),
  );
}

/** The ten ways in which clients send a request (mesibo-api.md, 1.2). */
export const ENCODINGS: Readonly<Record<string, (request: Request) => Sent>> = {
  '1 GET with a query': (request) => ({ method: 'GET', path: `/api.php?${form(request)}&sig=none` }),
  '2 POST with a query and no body': (request) => ({
    method: 'POST',
    path: `/api.php?${form(request)}`,
    headers: { 'content-length': '0' },
  }),
  '3 POST of a form': (request) => ({
    ...{ method: 'POST', path: '/api.php', headers: FORM_TYPE, body: form(request) },
  }),
  '4 POST of JSON': (request) => ({
    ...{ method: 'POST', path: '/backend/', headers: JSON_TYPE, body: body(request) },
  }),
  '5 POST of JSON and a query': (request) => ({
    ...{ method: 'POST', path: `/backend?${query({ token: ADMIN, op: request.op })}` },
    ...{ headers: JSON_TYPE, body: body(request) },
  }),
  '6 GET with a JSON body': (request) => ({
    ...{ method: 'GET', path: '/backend/', headers: JSON_TYPE, body: body(request) },
  }),
  '7 DELETE with a JSON body and a query': (request) => ({
    ...{ method: 'DELETE', path: `/backend/?${query({ token: ADMIN, op: request.op })}` },
    ...{ headers: JSON_TYPE, body: body(request) },
  }),
  '8 GET with a query at the JSON address': (request) => ({
    method: 'GET',
    path: `/backend?${form(request)}`,
  }),
  '9 a form of flattened JSON': (request) => ({
    ...{ method: 'POST', path: '/backend/', headers: FORM_TYPE },
    body: query({ op: request.op, token: ADMIN, ...flattened(request.json) }),
  }),
  '10 JSON wrapped into a body': (request) => ({
    ...{ method: 'POST', path: '/backend', headers: JSON_TYPE },
    body: JSON.stringify({ body: JSON.parse(body(request)) }),
  }),
};
