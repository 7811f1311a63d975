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

const WORDS = new Map<string, TimeWord>([
  ...['am', 'a'].map((word) => [word, { kind: 'am' }] as const),
  ...['pm', 'p'].map((word) => [word, { kind: 'pm' }] as const),
  ...['utc', 'gmt', 'z'].map((word) => [word, { kind: 'utc' }] as const),
  ...['st', 'nd', 'rd', 'th', 'of', 'at', 't', 'm'].map((word) => [word, { kind: 'ignored' }] as const),
  ...ZONE_ABBREVIATIONS.split(' ').map((word) => [word, { kind: 'zone' }] as const),
])
for (const name of DAY_NAMES) {
  for (const length of [3, 4, name.length]) WORDS.set(name.slice(0, length), { kind: 'ignored' })
}
MONTH_NAMES.forEach((name, index) => {
  for (const length of [3, 4, name.length])
    WORDS.set(name.slice(0, length), { kind: 'month', month: index + 1 })
})

/** What a lower-case word inside a time means, if anything. */
export function timeWord(word: string): TimeWord | undefined {
  return WORDS.get(word)
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
