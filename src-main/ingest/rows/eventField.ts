import { BEHAVIOUR_NAMES } from '../../../shared/contract/mapping.ts'
import { ByteDictionary } from '../coerce/byteDictionary.ts'
import { eventMeaning } from '../vocabulary/eventWords.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'

const CANONICAL = new Set<string>(BEHAVIOUR_NAMES)
/** Longer texts are no names of events. */
const LONGEST_BYTES = 120
const DICTIONARY_WORDS = 4096

/** The file's event words as canonical names, or `other:<word>`: the mapping's own words first, then the vocabulary. */
export class EventField {
  readonly names: Ranges
  readonly #source: TextSource
  readonly #scratch: Ranges
  readonly #column: number
  readonly #own: ReadonlyMap<string, string>
  readonly #encoder = new TextEncoder()
  #words = new ByteDictionary(DICTIONARY_WORDS)
  readonly #canonical: Uint8Array[] = []
  readonly #placeOf = new Map<string, number>()

  constructor(
    cells: BlockCells,
    source: TextSource,
    maxRows: number,
    events: Readonly<Record<string, string>> | undefined,
  ) {
    this.#source = source
    this.#column = columnsOf(source)[0] ?? -1
    this.#own = new Map(Object.entries(events ?? {}).map(([word, name]) => [folded(word), name]))
    this.names = newRanges(maxRows)
    this.#scratch = newRanges(maxRows)
    cells.prepare(columnsOf(source), 'text')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    const { starts, ends } = cells.resolve(this.#source, 'text', this.#scratch)
    const { store } = cells
    const placed = new Map<number, number>()
    for (let r = 0; r < rows.nRows; r++) {
      this.names.starts[r] = 0
      this.names.ends[r] = 0
      if (rows.verdict[r] !== ACCEPTED) continue
      const [start, end] = [starts[r]!, ends[r]!]
      if (start >= end) rows.reject(r, 'no-event', this.#column)
      else if (end - start > LONGEST_BYTES) rows.reject(r, 'unknown-event', this.#column)
      else {
        const name = this.#nameOf(store.bytes, start, end)
        const bytes = this.#canonical[name]!
        let at = placed.get(name)
        if (at === undefined) {
          at = store.appendScratch(bytes)
          placed.set(name, at)
        }
        this.names.starts[r] = at
        this.names.ends[r] = at + bytes.length
      }
    }
  }

  #nameOf(bytes: Uint8Array, start: number, end: number): number {
    const known = this.#words.get(bytes, start, end)
    if (known >= 0) return known
    const word = bytes.slice(start, end)
    const name = this.#meaning(Buffer.from(word).toString('utf8'))
    let place = this.#placeOf.get(name)
    if (place === undefined) {
      place = this.#canonical.push(this.#encoder.encode(name)) - 1
      this.#placeOf.set(name, place)
    }
    if (this.#words.isFull) this.#words = new ByteDictionary(DICTIONARY_WORDS)
    this.#words.add(word, place)
    return place
  }

  #meaning(word: string): string {
    const own = this.#own.get(folded(word))
    if (own !== undefined) return CANONICAL.has(own) || own.startsWith('other:') ? own : `other:${own}`
    for (const name of BEHAVIOUR_NAMES) if (folded(name) === folded(word)) return name
    const meaning = eventMeaning(word)
    return meaning === null || meaning === 'other' ? `other:${word}` : meaning
  }
}

function folded(word: string): string {
  return word.trim().replace(/\.0+$/, '').toLowerCase()
}
