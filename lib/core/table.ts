/**
 * A persistent map: `set` and `delete` return a new table that shares everything else with the old one, so that
 * one command in a room of 10,000 costs what it changes and not what the room holds; and `changedKeys` finds
 * what differs between two tables by skipping every shared branch.
 *
 * A hash array mapped trie with 32-way branches over a 30-bit hash (Bagwell, "Ideal Hash Trees", 2001), kept
 * minimal: no bitmaps; a leaf holds a few entries and splits when it outgrows LEAF.
 */
const BITS = 5;
const WIDTH = 1 << BITS;
const DEPTH = 6;
const LEAF = 8;

type Leaf<K, V> = { readonly leaf: true; readonly entries: readonly (readonly [K, V])[] };
type Branch<K, V> = { readonly leaf: false; readonly children: readonly (Node<K, V> | undefined)[] };
type Node<K, V> = Leaf<K, V> | Branch<K, V>;

/** FNV-1a (RFC draft-eastlake-fnv), 32 bits. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** @param code the hash of a key */
const slot = (code: number, depth: number) => (code >>> (depth * BITS)) & (WIDTH - 1);

function insert<K extends string, V>(
  node: Node<K, V> | undefined,
  key: K,
  code: number,
  value: V,
  depth: number,
): Node<K, V> {
  if (!node) return { leaf: true, entries: [[key, value]] };
  if (!node.leaf) {
    const at = slot(code, depth);
    const children = node.children.slice();
    children[at] = insert(children[at], key, code, value, depth + 1);
    return { leaf: false, children };
  }
  const entries = [...node.entries.filter(([k]) => k !== key), [key, value] as const];
  if (entries.length <= LEAF || depth >= DEPTH) return { leaf: true, entries };
  let branch: Node<K, V> = { leaf: false, children: new Array(WIDTH).fill(undefined) };
  for (const [k, v] of entries) branch = insert(branch, k, hash(k), v, depth);
  return branch;
}

function remove<K extends string, V>(
  node: Node<K, V>,
  key: K,
  code: number,
  depth: number,
): Node<K, V> | undefined {
  if (node.leaf) {
    const entries = node.entries.filter(([k]) => k !== key);
    return entries.length ? { leaf: true, entries } : undefined;
  }
  const at = slot(code, depth);
  const child = node.children[at];
  if (!child) return node;
  const children = node.children.slice();
  children[at] = remove(child, key, code, depth + 1);
  return children.some(Boolean) ? { leaf: false, children } : undefined;
}

function find<K extends string, V>(root: Node<K, V> | undefined, key: K): V | undefined {
  const code = hash(key);
  let node = root;
  for (let depth = 0; node && !node.leaf; depth++) node = node.children[slot(code, depth)];
  if (node) for (const entry of node.entries) if (entry[0] === key) return entry[1];
  return undefined;
}

function* walk<K, V>(node: Node<K, V> | undefined): Generator<readonly [K, V]> {
  if (!node) return;
  if (node.leaf) yield* node.entries;
  else for (const child of node.children) yield* walk(child);
}

function collect<K extends string, V>(
  a: Node<K, V> | undefined,
  b: Node<K, V> | undefined,
  into: Set<K>,
): void {
  if (a === b) return;
  if (a && b && !a.leaf && !b.leaf) {
    for (let i = 0; i < WIDTH; i++) collect(a.children[i], b.children[i], into);
    return;
  }
  if ((!a || a.leaf) && (!b || b.leaf)) {
    collectFew(a?.entries ?? [], b?.entries ?? [], into);
    return;
  }
  const left = new Map(walk(a));
  for (const [key, value] of walk(b)) {
    if (!left.has(key) || left.get(key) !== value) into.add(key);
    left.delete(key);
  }
  for (const key of left.keys()) into.add(key);
}

/** Most differences are in one leaf, which is cheaper to look through than to index. */
function collectFew<K extends string, V>(
  a: Leaf<K, V>['entries'],
  b: Leaf<K, V>['entries'],
  into: Set<K>,
): void {
  for (const entry of b) if (!a.includes(entry) && !hasSame(a, entry)) into.add(entry[0]);
  for (const [key] of a) if (!b.some((entry) => entry[0] === key)) into.add(key);
}

const hasSame = <K, V>(entries: Leaf<K, V>['entries'], [key, value]: readonly [K, V]): boolean =>
  entries.some((entry) => entry[0] === key && entry[1] === value);

export class Table<K extends string, V> {
  private constructor(
    private readonly root: Node<K, V> | undefined,
    readonly size: number,
  ) {}

  static empty<K extends string, V>(): Table<K, V> {
    return new Table<K, V>(undefined, 0);
  }

  static from<K extends string, V>(entries: Iterable<readonly [K, V]>): Table<K, V> {
    let table = Table.empty<K, V>();
    for (const [key, value] of entries) table = table.set(key, value);
    return table;
  }

  get(key: K): V | undefined {
    return find(this.root, key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  set(key: K, value: V): Table<K, V> {
    const before = this.get(key);
    if (before === value) return this;
    return new Table(
      insert(this.root, key, hash(key), value, 0),
      before === undefined ? this.size + 1 : this.size,
    );
  }

  delete(key: K): Table<K, V> {
    if (!this.root || !this.has(key)) return this;
    return new Table(remove(this.root, key, hash(key), 0), this.size - 1);
  }

  entries(): Iterable<readonly [K, V]> {
    return walk(this.root);
  }

  *keys(): Generator<K> {
    for (const [key] of walk(this.root)) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of walk(this.root)) yield value;
  }

  /** The keys added, removed or given another value (by identity) between two tables. */
  static changedKeys<K extends string, V>(before: Table<K, V>, after: Table<K, V>): Set<K> {
    const into = new Set<K>();
    collect(before.root, after.root, into);
    return into;
  }
}
