import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsOf, MAX_TEXT, parsePeople } from '@/app/console/people/import/parse-people.ts';

const problems = (text: string) =>
  parsePeople(text).problems.map(({ line, message }) => `${line}: ${message}`);
const addresses = (text: string) => parsePeople(text).rows.map(({ address }) => address);

describe('a list of people', () => {
  test('is one address on each line, blank lines aside', () => {
    expect(addresses('ana@x\n\n  ben@x  \r\nchloe@x')).toEqual(['ana@x', 'ben@x', 'chloe@x']);
    expect(problems('ana@x\n\n  ben@x  \r\nchloe@x')).toEqual([]);
  });

  test('is read in the order of the columns without a header', () => {
    const { rows, problems } = parsePeople('ana@x,Ana,moderator,allow,deny,inherit,,yes');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        line: 1,
        address: 'ana@x',
        name: 'Ana',
        role: 'moderator',
        overrides: { publish: 'allow', subscribe: 'deny', list: null, receive: 'allow' },
      },
    ]);
  });

  test('is read as a header says, whatever its order and case, with a byte order mark', () => {
    const { rows } = parsePeople('\uFEFFName;ADDRESS;Send\n"Berg; Ana";ana@x;no');
    expect(rows).toEqual([
      { line: 2, address: 'ana@x', name: 'Berg; Ana', role: null, overrides: { send: 'deny' } },
    ]);
  });

  test('takes what a mail program copies', () => {
    const { rows, problems } = parsePeople('Ana Berg <ana@x>\nben@x\tBen');
    expect(rows.map(({ address, name }) => [address, name])).toEqual([
      ['ana@x', 'Ana Berg'],
      ['ben@x', 'Ben'],
    ]);
    expect(problems).toEqual([]);
    expect(parsePeople('"Berg, Ana" <ana@x>').problems).toHaveLength(1);
    expect(parsePeople('ana@x\tAna\nben@x\tBen').rows).toHaveLength(2);
  });

  test('sends only what was filled in', () => {
    const { rows } = parsePeople('address,name,role,publish\nana@x,,,\nben@x,Ben,owner,inherit');
    expect(editsOf(rows)).toEqual([
      { address: 'ana@x' },
      { address: 'ben@x', name: 'Ben', role: 'owner', overrides: { publish: null } },
    ]);
  });

  test('gives what it was made of, whatever names hold', () => {
    const cell = fc.string({ maxLength: 30 }).map((text) => text.replace(/[\p{C}\r\n]/gu, '').trim());
    fc.assert(
      fc.property(
        fc.array(
          cell.filter((name) => !/^\S+@\S+$/.test(name)),
          { maxLength: 20 },
        ),
        (names) => {
          const lines = names.map((name, at) => `u${at}@x,"${name.replaceAll('"', '""')}"`);
          const { rows, problems } = parsePeople(['address,name', ...lines].join('\n'));
          expect(problems).toEqual([]);
          expect(rows.map(({ name }) => name ?? '')).toEqual(names);
        },
      ),
    );
  });
});

describe('a wrong line', () => {
  test('is named with its number, its column and what is wrong', () => {
    expect(problems('address,role,publish\nana@x,boss,\nben@x,,maybe\n,member,\nd e@x,,')).toEqual([
      '2: role: “boss” is none of owner, moderator, member.',
      '3: publish: “maybe” is none of allow, deny, inherit.',
      '4: address: is missing.',
      '5: address: “d e@x” has a space or an unprintable character.',
    ]);
  });

  test('does not hide the good ones, and no good one hides it', () => {
    const { rows, problems } = parsePeople('ana@x\nben@x,Ben,boss\nchloe@x');
    expect(rows.map(({ line, address }) => [line, address])).toEqual([
      [1, 'ana@x'],
      [3, 'chloe@x'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([2]);
  });

  test('is a person who is there twice, whatever the case', () => {
    expect(problems('ana@x\nben@x\nANA@x')).toEqual(['3: address: “ANA@x” is on line 1 already.']);
  });

  test('is several people on one', () => {
    expect(problems('ana@x, ben@x, chloe@x')).toEqual([
      '1: name: “ben@x” looks like an address. Put each person on a line of their own.',
    ]);
  });

  test('is one with more values than columns', () => {
    expect(problems('address,name\nana@x,Berg, Ana')).toEqual([
      '2: There are 3 values for 2 columns. A value with a comma in it goes in quotation marks.',
    ]);
  });

  test('is one with a quotation mark that stays open; its number is where it begins', () => {
    expect(problems('ana@x,Ana\nben@x,"Ben\nchloe@x,Chloe')).toEqual([
      '2: A quotation mark (") on this line is not closed, or something follows the closing one.',
    ]);
    expect(problems('ana@x,"Ana"x')).toHaveLength(1);
  });

  test('counts lines inside quotation marks, so that later numbers are right', () => {
    expect(problems('address,name,role\nana@x,"Ana\nBerg",\nben@x,,boss')).toEqual([
      '2: name: “Ana Berg” has a line break or an unprintable character.',
      '4: role: “boss” is none of owner, moderator, member.',
    ]);
  });

  test('is an address of another kind or length', () => {
    expect(problems('guest:123')).toEqual(['1: address: “guest:123” is not the address of a user.']);
    expect(problems('user:ana@x')).toHaveLength(1);
    expect(parsePeople(`${'a'.repeat(63)}`).problems).toEqual([]);
    expect(problems('a'.repeat(64))).toEqual(['1: address: has 64 characters; an address has at most 63.']);
    expect(problems('ana\u0000@x')).toHaveLength(1);
    expect(problems('ana\u202E@x')).toHaveLength(1);
  });

  test('is not one named like what every object has', () => {
    expect(problems('address,role,publish\nana@x,constructor,\nben@x,,__proto__')).toHaveLength(2);
  });
});

describe('a header', () => {
  test('names only columns that there are, each once, and the address', () => {
    expect(problems('address,speak\nana@x,yes')[0]).toMatch(
      /^1: There is no column “speak”\. The columns are address/,
    );
    expect(problems('address,role,role\nana@x,,')).toEqual(['1: The column “role” is there twice.']);
    expect(problems('name,role\nAna,member')).toEqual(['1: The header has no column “address”.']);
  });
  test('alone is an empty list', () => {
    expect(parsePeople('address,name')).toEqual({ rows: [], problems: [] });
    expect(parsePeople(' \n\n')).toEqual({ rows: [], problems: [] });
  });
});

describe('a huge list', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, at) => `u${at}@x,User ${at},member,allow`).join('\n');
  test('of 10,000 is read, and quickly', () => {
    const start = performance.now();
    const { rows, problems } = parsePeople(people(10_000));
    expect([rows.length, problems.length]).toEqual([10_000, 0]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
  test('of one more is refused as a whole, and says at which line', () => {
    expect(parsePeople(people(10_001))).toEqual({
      rows: [],
      problems: [{ line: 10_001, message: 'There are 10,001 people; at most 10,000 go in one import.' }],
    });
  });
  test('is refused unread when it is too long', () => {
    expect(problems('a'.repeat(MAX_TEXT + 1))[0]).toMatch(/^1: This is too long/);
  });
  test('with hostile quotes ends in time', () => {
    const start = performance.now();
    parsePeople('"'.repeat(200_000));
    parsePeople(`${'"a","'.repeat(50_000)}`);
    parsePeople(','.repeat(500_000));
    parsePeople('<'.repeat(300_000));
    parsePeople(`a${' '.repeat(300_000)}b`);
    parsePeople(`${'='.repeat(300_000)}\tx`);
    parsePeople('a\n'.repeat(300_000));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
  test('of anything never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        const { rows, problems } = parsePeople(text);
        for (const { line } of [...rows, ...problems]) expect(line).toBeGreaterThanOrEqual(1);
      }),
    );
  });
  test('without quotation marks loses no line: each is a person or a problem', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', 'b', '@', ',', ';', ' ', '<', '>', 'member'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const { rows, problems } = parsePeople(lines.join('\n'));
        const told = new Set([...rows, ...problems].map((one) => one.line));
        const separator = lines
          .join('\n')
          .match(/[^\n]*[;,][^\n]*/)?.[0]
          .includes(';')
          ? ';'
          : ',';
        lines.forEach((text, at) => {
          expect(told.has(at + 1)).toBe(text.split(separator).some((cell) => cell.trim() !== ''));
        });
      }),
    );
  });
});
