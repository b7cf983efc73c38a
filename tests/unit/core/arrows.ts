import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A file of the house: its path from the root, with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly specifier: string;
  readonly types: boolean;
  readonly line: number;
}

/** Where an arrow may lead. `types`: only as types. `except`: never these, whatever the rest says. */
interface Arrow {
  readonly to: string;
  readonly types?: true;
  readonly except?: readonly string[];
}

const CORE: Arrow = { to: 'lib/core' };
/** Ids and plain data: nothing of the core that asks or carries out the gate. */
const PLAIN_CORE: Arrow = {
  to: 'lib/core',
  except: [
    'lib/core/gate/decide',
    'lib/core/gate/discreet',
    'lib/core/gate/explain',
    'lib/core/gate/mute',
    'lib/core/room/step',
    'lib/core/room/turn',
    'lib/core/room/enforce',
    'lib/core/room/entering',
    'lib/core/room/publishing',
    'lib/core/room/floor',
    'lib/core/room/muting',
    'lib/core/room/ruling',
    'lib/core/roster',
    'lib/core/routes',
  ],
};
const LEAF: Arrow = { to: 'server/leaf' };

/** The arrows of design.md. A part always reaches itself. */
const ARROWS: Readonly<Record<string, readonly Arrow[]>> = {
  'lib/core': [],
  'lib/wire': [CORE],
  'lib/client': [{ to: 'lib/wire' }, CORE],
  app: [{ to: 'lib/client' }, CORE],
  'server/leaf': [],
  'server/identity': [LEAF, CORE, { to: 'server/store', types: true }],
  'server/store': [LEAF, PLAIN_CORE],
  'server/media': [LEAF, PLAIN_CORE],
  'server/rooms': [LEAF, CORE, { to: 'server/media', types: true }, { to: 'server/store', types: true }],
  'server/signaling': [LEAF, CORE, { to: 'lib/wire' }, { to: 'server/rooms' }, { to: 'server/identity' }],
  'server/webhooks': [LEAF, CORE, { to: 'server/rooms', types: true }, { to: 'server/store', types: true }],
  'server/http': ['identity', 'rooms', 'store', 'webhooks']
    .map((part): Arrow => ({ to: `server/${part}` }))
    .concat(LEAF, CORE),
  'server/main': ['leaf', 'identity', 'store', 'media', 'rooms', 'signaling', 'http', 'webhooks', 'setup']
    .map((part): Arrow => ({ to: `server/${part}` }))
    .concat(CORE, { to: 'lib/wire' }),
  'server/setup': [LEAF, { to: 'server/main' }],
};

/** Where a package may be imported; packages not named here are not bound to a place. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  react: ['app'],
  'react-dom': ['app'],
  'radix-ui': ['app'],
  'lucide-react': ['app'],
  // Main gives Next its share of the one HTTP server.
  next: ['app', 'server/main', 'server/setup', 'root'],
  'socket.io-client': ['lib/client'],
  'simple-peer': ['lib/client'],
  janode: ['server/media/janus'],
  'drizzle-orm': ['server/store', 'root'],
  'drizzle-kit': ['server/store', 'root'],
  pg: ['server/store'],
  '@electric-sql/pglite': ['server/store'],
  zod: ['lib/wire', 'server/http', 'server/config', 'server/store', 'server/signaling', 'server/webhooks'],
  '@hono/zod-openapi': ['server/http'],
};

/** "No second door": who may carry out a command, besides the core itself. */
const STEP = 'lib/core/room/step';
const MAY_STEP = ['lib/core', 'server/rooms'];

export function partOf(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/');
  if (top === 'lib') return `lib/${second}`;
  if (top === 'app' || top === 'tests') return top;
  if (top !== 'server') return 'root';
  if (rest.length) return `server/${second}`;
  return /^(config|log)\.ts$/.test(second) ? 'server/leaf' : 'server/main';
}

const parse = ({ path, text }: Source) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, kindOf(path));
const kindOf = (path: string) =>
  path.endsWith('x') ? ts.ScriptKind.TSX : /\.[cm]?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;

const lineOf = (node: ts.Node) =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** Every import of a file, however it is written; a specifier that is computed is given as `?`. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, types: boolean) =>
    found.push({
      specifier: specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '?',
      types,
      line: lineOf(node),
    });
  visit(parse(source), (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, onlyTypes(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      const named = node.exportClause && ts.isNamedExports(node.exportClause) && node.exportClause.elements;
      const types = node.isTypeOnly || (named && named.length > 0 && named.every((one) => one.isTypeOnly));
      add(node, node.moduleSpecifier, Boolean(types));
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node, node.moduleReference.expression, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node)) {
      const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if (dynamic || required) add(node, node.arguments[0], false);
    }
  });
  return found;
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

/** The file of the house an import means, without its ending; null for a package or a module of Node. */
function fileOf(from: string, specifier: string): string | null {
  const file = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? posix.join(posix.dirname(from), specifier)
      : null;
  return file?.replace(/\.[cm]?[jt]sx?$/, '') ?? null;
}

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** What a file imports although no arrow leads there, one sentence each. */
export function forbiddenImports(source: Source): string[] {
  const from = partOf(source.path);
  if (from === 'tests') return [];
  return importsOf(source).flatMap((one) => {
    const why = forbidden(source.path, from, one);
    return why ? [`${source.path}:${one.line} ${why}`] : [];
  });
}

function forbidden(path: string, from: string, { specifier, types }: Import): string | null {
  if (specifier === '?') return from.startsWith('lib/') ? 'computes what it imports' : null;
  const file = fileOf(path, specifier);
  if (file === null) {
    if (from === 'lib/core') return `imports ${specifier}: the core imports nothing outside itself`;
    const places = PACKAGES[packageOf(specifier)];
    const here = path.replace(/\.ts$/, '');
    return !places || places.some((place) => place === from || under(here, place))
      ? null
      : `imports ${specifier}, which belongs to ${places.join(', ')}`;
  }
  const to = partOf(`${file}.ts`);
  if (file === STEP && !MAY_STEP.includes(from)) return `imports ${file}: there is no second door`;
  if (to === from || from === 'root') return null;
  const arrow = ARROWS[from]?.find((known) => known.to === to);
  if (!arrow) return `imports ${file}: no arrow leads from ${from} to ${to}`;
  if (arrow.types && !types) return `imports ${file}: from ${from} to ${to} as types only`;
  const never = arrow.except?.find((closed) => under(file, closed));
  return never ? `imports ${file}: ${from} knows only ids and plain data of the core` : null;
}

/** Default exports where no framework asks for one. */
export function defaultExports(source: Source): string[] {
  if (partOf(source.path) === 'app' || /\.config\.[cm]?[jt]s$/.test(source.path)) return [];
  return parse(source).statements.flatMap((statement) => {
    const named =
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause) &&
      statement.exportClause.elements.some((one) => one.name.text === 'default');
    const flagged =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
    return named || flagged || ts.isExportAssignment(statement)
      ? [`${source.path}:${lineOf(statement)} has a default export`]
      : [];
  });
}

/** Names through which the world comes in: time, chance, the machine, the network. */
const WORLD = new Set([
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'clearTimeout', 'clearInterval'],
  ...['requestAnimationFrame', 'requestIdleCallback', 'performance', 'crypto', 'structuredClone'],
  ...['process', 'globalThis', 'global', 'window', 'document', 'navigator', 'location', 'require'],
  ...['console', 'alert', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'indexedDB'],
  ...['localStorage', 'sessionStorage', 'eval', 'Function', 'Atomics', 'WeakRef', 'FinalizationRegistry'],
  ...['Intl', 'Promise', 'Buffer'],
]);

/** What makes a file of the core impure, one sentence each. */
export function impurities(source: Source): string[] {
  const found: string[] = [];
  const blame = (node: ts.Node, what: string) => found.push(`${source.path}:${lineOf(node)} ${what}`);
  const file = parse(source);
  for (const statement of file.statements) {
    const flags = ts.isVariableStatement(statement) ? statement.declarationList.flags : ts.NodeFlags.Const;
    if (!(flags & ts.NodeFlags.Const)) blame(statement, 'keeps a variable of its own between calls');
  }
  visit(file, (node) => {
    if (ts.isAwaitExpression(node)) blame(node, 'waits');
    if (node.kind === ts.SyntaxKind.AsyncKeyword) blame(node, 'is asynchronous');
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      blame(node, 'uses import.meta');
    if (!ts.isIdentifier(node) || !isReference(node)) return;
    if (WORLD.has(node.text)) blame(node, `uses ${node.text}`);
    if (node.text === 'Math' && !isMember(node, (name) => name !== 'random')) blame(node, 'uses Math.random');
    if (node.text === 'Date' && !isDated(node)) blame(node, 'asks what time it is');
  });
  return found;
}

/** Whether a name stands for a value, rather than naming a property, a declaration or a type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) {
    return ts.isShorthandPropertyAssignment(parent) || parent.initializer === node;
  }
  const declares = ts.isParameter(parent) || ts.isFunctionLike(parent) || ts.isClassLike(parent);
  if (declares) return ts.isParameter(parent) && parent.initializer === node;
  if (ts.isPropertyDeclaration(parent)) return parent.initializer === node;
  if (ts.isPropertySignature(parent) || ts.isTypeNode(parent)) return false;
  return !ts.isImportSpecifier(parent) && !ts.isTypeAliasDeclaration(parent);
}

const isMember = ({ parent }: ts.Identifier, ok: (name: string) => boolean) =>
  ts.isPropertyAccessExpression(parent) && ok(parent.name.text);

/** `new Date(number)` formats a time that was given; every other use of Date asks the clock. */
const isDated = (node: ts.Identifier) =>
  (ts.isNewExpression(node.parent) && (node.parent.arguments?.length ?? 0) > 0) ||
  isMember(node, (name) => name === 'UTC' || name === 'parse');

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SKIP = /^(node_modules|data|coverage|\..*)$/;

/** The sources of the house under a folder. */
export function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (SKIP.test(entry.name)) return [];
    if (entry.isDirectory()) return sourcesIn(path);
    if (!/\.([cm]?ts|tsx|[cm]?js)$/.test(entry.name) || entry.name.endsWith('.d.ts')) return [];
    return [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
  });
}
