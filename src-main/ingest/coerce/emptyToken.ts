const TOKENS = [
  '-',
  '--',
  '---',
  '–',
  '—',
  '——',
  '－',
  '−',
  '/',
  '\\',
  '\\N',
  '\\n',
  'N/A',
  'n/a',
  '#N/A',
  'NULL',
  'null',
  'Null',
  '(null)',
  '(NULL)',
  '<null>',
  '<NA>',
  'NaN',
  'nan',
  'NAN',
  'None',
  'nil',
  'undefined',
  '无',
  '空',
  '暂无',
  '(空)',
  '（空）',
  '无数据',
]
const LONGEST_BYTES = 9

const WORDS = TOKENS.map((token) => new TextEncoder().encode(token))
const BY_FIRST = new Map<number, readonly Uint8Array[]>()
for (const word of WORDS) BY_FIRST.set(word[0]!, [...(BY_FIRST.get(word[0]!) ?? []), word])
const IS_FIRST = new Uint8Array(256)
for (const first of BY_FIRST.keys()) IS_FIRST[first] = 1

/** Whether a trimmed cell is one of the ways to write "nothing". `NA` is one too, but not in texts (North America). */
export function isEmptyToken(bytes: Uint8Array, start: number, end: number, isText: boolean): boolean {
  const first = bytes[start]!
  const length = end - start
  if (IS_FIRST[first] === 0 || length > LONGEST_BYTES) return false
  if (!isText && length === 2 && first === 78 && bytes[start + 1] === 65) return true
  for (const word of BY_FIRST.get(first)!) {
    if (word.length !== length) continue
    let i = 1
    while (i < length && bytes[start + i] === word[i]) i++
    if (i === length) return true
  }
  return false
}
