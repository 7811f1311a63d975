const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
/** Written behind wall-clock times; what they mean differs from land to land, so the clock is taken as it stands. */
const ZONE_ABBREVIATIONS =
  'cst cdt est edt pst pdt mst mdt hkt sgt jst kst cet cest bst wet west eet eest ist aest aedt awst nzst msk'

export type TimeWord =
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'am' | 'pm' | 'utc' | 'zone' | 'ignored' }

const NAMED = new Map<string, TimeWord>([
  ...['am', 'a'].map((word) => [word, { kind: 'am' }] as const),
  ...['pm', 'p'].map((word) => [word, { kind: 'pm' }] as const),
  ...['utc', 'gmt', 'z'].map((word) => [word, { kind: 'utc' }] as const),
  ...['st', 'nd', 'rd', 'th', 'of', 'at', 't', 'm'].map((word) => [word, { kind: 'ignored' }] as const),
  ...ZONE_ABBREVIATIONS.split(' ').map((word) => [word, { kind: 'zone' }] as const),
])
for (const name of DAY_NAMES) {
  for (const length of [3, 4, name.length]) NAMED.set(name.slice(0, length), { kind: 'ignored' })
}
MONTH_NAMES.forEach((name, index) => {
  for (const length of [3, 4, name.length])
    NAMED.set(name.slice(0, length), { kind: 'month', month: index + 1 })
})

const LONGEST_WORD = 9
const WORDS = new Map<number, TimeWord>()
for (const [name, word] of NAMED) WORDS.set(keyOf(Buffer.from(name), 0, name.length), word)

/** What a word of ASCII letters inside a time means, if anything. No string is made of it. */
export function timeWord(bytes: Uint8Array, start: number, end: number): TimeWord | undefined {
  return end - start > LONGEST_WORD ? undefined : WORDS.get(keyOf(bytes, start, end))
}

function keyOf(bytes: Uint8Array, start: number, end: number): number {
  let key = 0
  for (let p = start; p < end; p++) key = key * 27 + (bytes[p]! & 31)
  return key
}

/** 年 月 日 号 时 分 秒 as the ASCII that stands for them; the first two bytes and the third by place. */
const UNITS: readonly (readonly [number, number, number, number])[] = [
  [0xe5, 0xb9, 0xb4, 45],
  [0xe6, 0x9c, 0x88, 45],
  [0xe6, 0x97, 0xa5, 32],
  [0xe5, 0x8f, 0xb7, 32],
  [0xe6, 0x97, 0xb6, 58],
  [0xe5, 0x88, 0x86, 58],
  [0xe7, 0xa7, 0x92, 32],
]

/**
 * Rewrites a time whose only characters beyond ASCII are 年月日号时分秒 into `out`; its length, or -1 when it needs
 * `asciiTime`. A unit at the end separates nothing and is dropped, an hour or minute alone is left to `asciiTime`.
 */
export function unitsToAscii(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0
  for (let p = start; p < end;) {
    const c = bytes[p]!
    if (c < 0x80) {
      out[length++] = c
      p++
      continue
    }
    const unit = UNITS.find(([a, b, d]) => a === c && b === bytes[p + 1] && d === bytes[p + 2])
    if (unit === undefined) return -1
    p += 3
    if (p < end) out[length++] = unit[3]
    else if (unit[3] === 58) return -1
  }
  return length
}

/** A time with CJK or full-width characters as ASCII, e.g. `2012年3月4日 下午5时06分` as `2012-3-4 pm 5:06`. */
export function asciiTime(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(星期|周|週|礼拜|禮拜)[一二三四五六日天]/g, ' ')
    .replace(/上午|凌晨|早上|清晨|午前/g, ' am ')
    .replace(/下午|晚上|傍晚|中午|午後/g, ' pm ')
    .replace(/[年月](?=\s*\d)/g, '-')
    .replace(/[日号號]/g, ' ')
    .replace(/[时時点點](?=\s*\d)/g, ':')
    .replace(/[时時点點]/g, ':00')
    .replace(/分(?=\s*\d)/g, ':')
    .replace(/[分秒]/g, '')
    .replace(/[\u200b-\u200d\u200e\u200f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
