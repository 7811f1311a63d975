import { simplify } from './simplify.ts'
import { conceptsOf, expand, LONGEST_WORD, type Concept } from './words.ts'

/** A column name taken apart. */
export interface NameWords {
  /** normalised words in order */
  readonly words: readonly string[]
  readonly concepts: ReadonlySet<Concept>
  /** words that the vocabulary does not know (outside brackets) */
  readonly nUnknown: number
}

/** "inc tax", "tax excl" and the like qualify an amount, they do not make it a tax. */
const INCLUSIVE = qualified(
  'inc|incl|including|includes|included|inclusive|with|after',
  '含税|含运费|含邮费|税后',
)
const EXCLUSIVE = qualified(
  'ex|exc|excl|excluding|excluded|exclusive|without|before',
  '不含税|未税|税前|不含运费',
)

function qualified(words: string, han: string): RegExp {
  const what = '(?:tax|taxes|vat|gst|shipping|discounts?)'
  const parts = [
    `(?<![a-z])(?:${words})\\.?[\\s_-]+${what}(?![a-z])`,
    `(?<![a-z])${what}[\\s_-]+(?:${words})(?![a-z])`,
    han,
  ]
  return new RegExp(parts.join('|'), 'gi')
}

const LONGEST_NAME = 200
const LONGEST_GLUED = 24
const HAN = /[\u3400-\u9fff]/

/** `CustomerID`, `customer_id`, `商品数量(件)` as words and their meanings. */
export function nameWords(name: string): NameWords {
  const text = simplify(name.slice(0, LONGEST_NAME).normalize('NFKC'))
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .replace(/([\u3400-\u9fff])\/([\u3400-\u9fff])/g, '$1$2')
    .replace(EXCLUSIVE, ' exclusive ')
    .replace(INCLUSIVE, ' ')
  const words: string[] = []
  const unknown = new Set<number>()
  const take = (part: string, optional: boolean): void => {
    for (const word of split(part)) {
      if (conceptsOf(word) === undefined && !/^\d+$/.test(word) && !optional) unknown.add(words.length)
      words.push(word)
    }
  }
  for (const piece of text.split(/([(\[{（【][^)\]}）】]*[)\]}）】])/))
    if (piece !== '') take(piece.replace(/[()[\]{}（）【】]/g, ' '), /^[(\[{（【]/.test(piece))
  const kept = words.filter((word, i) => !(isAddress(word) && isDigital(words[i - 1])))
  return { words: kept, concepts: meanings(kept), nUnknown: unknown.size }
}

/** "Email address" and "IP address" are no places. */
function isAddress(word: string): boolean {
  return word === 'address' || word === '地址'
}

function isDigital(word: string | undefined): boolean {
  const known = conceptsOf(word ?? '')
  return known !== undefined && (known.has('email') || known.has('ip'))
}

function split(part: string): string[] {
  const words: string[] = []
  for (const run of part.match(/[\u3400-\u9fff]+|[A-Za-z\u00c0-\u024f]+|\d+|#/g) ?? [])
    if (run === '#') words.push('no')
    else if (HAN.test(run)) words.push(...segment(run))
    else if (/^\d+$/.test(run)) words.push(run)
    else
      for (const humped of run
        .replace(/([a-zß-ÿ])([A-Z])/g, '$1 $2')
        .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
        .split(' '))
        words.push(...unglue(humped.toLowerCase()))
  return words.flatMap(expand)
}

/** Longest known words first; characters that fit nowhere stay together as one unknown word. */
function segment(run: string): string[] {
  const words: string[] = []
  let rest = ''
  for (let i = 0; i < run.length;) {
    let length = Math.min(LONGEST_WORD, run.length - i)
    while (length > 0 && conceptsOf(run.slice(i, i + length)) === undefined) length--
    if (length === 0) rest += run[i++] ?? ''
    else {
      if (rest !== '') words.push(rest)
      rest = ''
      words.push(run.slice(i, i + length))
      i += length
    }
  }
  if (rest !== '') words.push(rest)
  return words
}

const SHORT_ENDS = new Set(['id', 'no', 'nr', 'dt', 'tm', 'ts', 'at'])

/** `customerid` as `customer` and `id`; a word that cannot be covered entirely stays as it is. */
function unglue(word: string): string[] {
  if (conceptsOf(word) !== undefined || expand(word).length > 1) return [word]
  const singular = word.endsWith('s') && word.length > 3 ? word.slice(0, -1) : word
  if (conceptsOf(singular) !== undefined) return [singular]
  const covered = word.length <= LONGEST_GLUED ? cover(word) : null
  return covered ?? [word]
}

function cover(word: string): string[] | null {
  if (word === '') return []
  for (let length = Math.min(LONGEST_WORD, word.length); length >= 2; length--) {
    const head = word.slice(0, length)
    if (conceptsOf(head) === undefined || !(length >= 3 || (length === word.length && SHORT_ENDS.has(head))))
      continue
    const rest = cover(word.slice(length))
    if (rest) return [head, ...rest]
  }
  return null
}

/** Meanings of all words; an identifier word also marks the word that it belongs to. */
function meanings(words: readonly string[]): Set<Concept> {
  const concepts = new Set<Concept>()
  words.forEach((word, i) => {
    if (/^\d+$/.test(word)) concepts.add('numbered')
    const counts =
      (word === 'number' || word === 'num' || word === 'no') &&
      (words[i + 1] === 'of' || (i === 0 && words.length > 1 && conceptsOf(words[1] ?? '')?.has('count')))
    for (const concept of conceptsOf(word) ?? [])
      if (concept === 'id' && counts) concepts.add('count')
      else concepts.add(concept)
    if (!counts && conceptsOf(word)?.has('id')) {
      const owner = ownerOf(words, i)
      for (const concept of conceptsOf(owner) ?? [])
        if (!concept.includes('#')) concepts.add(`${concept}#id` as Concept)
    }
    if (conceptsOf(word)?.has('docno')) concepts.add('order').add('order#id')
  })
  return concepts
}

function ownerOf(words: readonly string[], at: number): string {
  for (let i = at - 1; i >= 0; i--) {
    const known = conceptsOf(words[i] ?? '')
    if (known !== undefined && !known.has('id') && !known.has('neutral') && !known.has('hash'))
      return words[i] ?? ''
  }
  return at === 0 ? (words[1] ?? '') : ''
}
