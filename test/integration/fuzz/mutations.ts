import { gunzipSync, gzipSync } from 'node:zlib'
import { zipBytes, type ZipPart } from '../../support/zipWriter.ts'
import { encode, type Encoding } from './encode.ts'
import type { Fixture } from './fixtures.ts'
import type { Random } from './random.ts'

type Mutation = (bytes: Buffer, random: Random) => Buffer

const ENCODINGS: readonly Encoding[] = ['utf-8', 'gbk', 'utf-16le', 'utf-16be', 'windows-1252']
const NASTY = [
  '"',
  '""',
  "'",
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u001a',
  '\ufeff',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '{"a":',
  '<',
  '>',
  '&',
  '</row>',
  '<row>',
  '&#x0;',
  ']]>',
  '_x0000_',
  'NaN',
  'Infinity',
  '1e999',
  '-',
  '——',
  '9'.repeat(400),
  '2024-13-45',
  '0000-00-00',
  '31/02/2024',
  '1970-01-01',
  '99999999999999999999',
  '¥1,2,3.4.5',
  '131.77(已退款89.84)',
  '="123"',
  '=cmd|x',
  '😀',
  '\u0301'.repeat(50),
  '中'.repeat(300),
] as const

const flip: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  for (let n = 1 + random.below(8); n > 0; n--) {
    const at = random.below(changed.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
  }
  return changed
}
const overwrite: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  random.bytes(1 + random.below(64)).copy(changed, random.below(changed.length))
  return changed
}
const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length))
const beheaded: Mutation = (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 400)))
const remove: Mutation = (bytes, random) => {
  const at = random.below(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(60))])
}
const insert: Mutation = (bytes, random) => spliced(bytes, random, random.bytes(1 + random.below(40)))
const insertNasty: Mutation = (bytes, random) => {
  let changed = bytes
  for (let n = 1 + random.below(4); n > 0; n--) {
    changed = spliced(changed, random, encode(random.pick(NASTY), random.pick(ENCODINGS)))
  }
  return changed
}
const duplicate: Mutation = (bytes, random) => {
  const start = random.below(bytes.length)
  const part = bytes.subarray(start, start + 1 + random.below(bytes.length))
  return spliced(bytes, random, part)
}
const swapped: Mutation = (bytes, random) => {
  const at = random.below(bytes.length)
  return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)])
}
const zeros: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  const at = random.below(changed.length)
  return changed.fill(0, at, Math.min(changed.length, at + 1 + random.below(512)))
}
const huge: Mutation = (bytes, random) => {
  const size = random.pick([40_000, 140_000, 1_200_000])
  return spliced(bytes, random, Buffer.alloc(size, random.pick(['x', '9', '中', '"', ' ', '\\', '{', '['])))
}
const mixedEncodings: Mutation = (bytes, random) => {
  const cut = bytes.indexOf(10, random.below(bytes.length)) + 1
  const tail = bytes.toString('utf8', cut)
  return Buffer.concat([bytes.subarray(0, cut), encode(tail, random.pick(ENCODINGS))])
}
const delimiters: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1')
  const given = random.pick([',', '\t', ';', '|', '"', '\n', ':', ' '])
  const other = random.pick([',', '\t', ';', '|', '^', '~', ' ', '\u0001', '"', '\r', ''])
  const share = random.pick([0.05, 0.3, 1])
  return Buffer.from(
    text.replaceAll(given, (char) => (random.next() < share ? other : char)),
    'latin1',
  )
}
const quotes: Mutation = (bytes, random) => {
  let changed = bytes
  for (let n = 1 + random.below(6); n > 0; n--) changed = spliced(changed, random, Buffer.from('"'))
  return changed
}
const manyColumns: Mutation = (bytes, random) => {
  const wide = Buffer.from(random.pick([',', '\t', ';', '"x":1,']).repeat(random.pick([300, 20_000])))
  return spliced(bytes, random, wide)
}
const noLineEnds: Mutation = (bytes) => Buffer.from(bytes.filter((byte) => byte !== 10 && byte !== 13))
const nothingMuch: Mutation = (bytes, random) =>
  random.pick([
    Buffer.from('\n'),
    Buffer.from(' \n \n'),
    Buffer.alloc(3),
    random.bytes(200),
    bytes.subarray(0, 1),
  ])

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip,
  overwrite,
  truncate,
  beheaded,
  remove,
  insert,
  insertNasty,
  duplicate,
  swapped,
  zeros,
  huge,
  mixedEncodings,
  delimiters,
  quotes,
  manyColumns,
  noLineEnds,
  nothingMuch,
}

function spliced(bytes: Buffer, random: Random, part: Uint8Array): Buffer {
  const at = random.below(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)])
}

export interface Mutated {
  readonly bytes: Buffer
  /** what was done, for the message of a failing case */
  readonly how: string
}

/** A damaged copy: usually one mutation, sometimes up to three; inside an archive or of the archive itself. */
export function mutate(fixture: Fixture, random: Random): Mutated {
  if (fixture.parts !== undefined && random.next() < 0.6) return mutatePart(fixture.parts, random)
  if (fixture.name.endsWith('.gz') && random.next() < 0.5) {
    const inner = mutateBytes(gunzipSync(fixture.bytes), random)
    return { bytes: gzipSync(inner.bytes), how: `gzip(${inner.how})` }
  }
  return mutateBytes(fixture.bytes, random)
}

function mutateBytes(bytes: Buffer, random: Random): Mutated {
  const names = Object.keys(MUTATIONS)
  let changed = bytes
  const how: string[] = []
  for (let n = random.next() < 0.7 ? 1 : 2 + random.below(2); n > 0 && changed.length > 0; n--) {
    const name = random.pick(names)
    how.push(name)
    changed = MUTATIONS[name]?.(changed, random) ?? changed
  }
  return { bytes: changed, how: how.join('+') }
}

function mutatePart(parts: readonly ZipPart[], random: Random): Mutated {
  const chosen = random.pick(parts)
  const kind = random.below(8)
  if (kind === 0)
    return { bytes: zipBytes(parts.filter((part) => part !== chosen)), how: `without ${chosen.name}` }
  if (kind === 1) return { bytes: zipBytes([...parts, chosen]), how: `twice ${chosen.name}` }
  if (kind === 2) {
    const claims = random.pick([
      { inflatedBytes: random.below(5000) },
      { crc32: random.below(2 ** 31) },
      { encrypted: true },
    ])
    const bytes = zipBytes(parts.map((part) => (part === chosen ? { ...part, claims } : part)))
    return { bytes, how: `false claims about ${chosen.name}` }
  }
  const inner = mutateBytes(Buffer.from(chosen.data), random)
  const bytes = zipBytes(parts.map((part) => (part === chosen ? { ...part, data: inner.bytes } : part)))
  return { bytes, how: `${chosen.name}: ${inner.how}` }
}
