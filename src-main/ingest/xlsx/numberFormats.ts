/** How a number of this style is shown, as far as it decides what the number means. */
export interface NumberStyle {
  readonly kind: 'plain' | 'date' | 'padded'
  /** date: does the format show a date, a clock? */
  readonly showsDate: boolean
  readonly showsTime: boolean
  /** padded: digits that are shown at least (`00000`) */
  readonly minDigits: number
}

const BRACKETS = /\[[^\]]*\]/g

export const PLAIN: NumberStyle = { kind: 'plain', showsDate: false, showsTime: false, minDigits: 0 }
const DATE: NumberStyle = { kind: 'date', showsDate: true, showsTime: false, minDigits: 0 }
const TIME: NumberStyle = { kind: 'date', showsDate: false, showsTime: true, minDigits: 0 }
const DATE_TIME: NumberStyle = { kind: 'date', showsDate: true, showsTime: true, minDigits: 0 }

/**
 * Formats that a file names by number only (ECMA-376 part 1, 18.8.30, with the East Asian ones, which are dates in
 * every locale but 32, 33, 55 and 56, clocks). 46 is elapsed time and stays a number.
 */
export function builtInStyle(id: number): NumberStyle {
  if (id === 22) return DATE_TIME
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return TIME
  if (id === 32 || id === 33 || id === 55 || id === 56) return TIME
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return DATE
  return PLAIN
}

/** The style of a format code such as `yyyy/m/d h:mm`, `[$-804]AM/PM h"时"mm"分"`, `0.00_);[Red](0.00)`, `00000`. */
export function customStyle(code: string): NumberStyle {
  for (const section of sections(code)) {
    const style = sectionStyle(section)
    if (style.kind !== 'plain') return style
    if (/[0#?]/.test(section.replace(BRACKETS, ''))) break
  }
  return PLAIN
}

function sectionStyle(section: string): NumberStyle {
  if (/^0{2,}$/.test(section)) return { ...PLAIN, kind: 'padded', minDigits: Math.min(section.length, 40) }
  if (/\[(h+|m+|s+)\]/i.test(section)) return PLAIN
  const letters = section
    .replace(BRACKETS, '')
    .replace(/general|standard/gi, '')
    .replace(/am\/pm|a\/p/gi, 'h')
    .replace(/(s|分|秒)\.0+/gi, 's')
  // Digit places beside letters are a unit that somebody wrote without quotes (`0.00 USD`).
  if (/[0#?]/.test(letters)) return PLAIN
  const showsTime = /[hs]/i.test(letters)
  const showsDate = /[yd]/i.test(letters) || (/m/i.test(letters) && !showsTime)
  return showsDate || showsTime ? { kind: 'date', showsDate, showsTime, minDigits: 0 } : PLAIN
}

/** Sections between semicolons, without quoted and escaped text. */
function sections(code: string): string[] {
  return code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .split(';')
}
