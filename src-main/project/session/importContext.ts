import type { Database } from 'better-sqlite3'
import type { MergeHelper } from '../ledger/mergeHelper.ts'
import type { ChunkLayout } from '../ledger/mergeLedger.ts'
import { Dictionary, type DictionaryTable } from './dictionary.ts'
import type { StagingFolder } from './stagingFolder.ts'

const MOST_ATTACHED = 10
const MOST_FOR_EARLY_ROWS = 5

/** What the writers of one import job share: the connection inside its transaction, temporary files, dictionaries. */
export class ImportContext {
  readonly database: Database
  readonly staging: StagingFolder
  readonly layout: ChunkLayout
  /** set where another thread shares the work of the ledger */
  helper: MergeHelper | null = null
  readonly #dictionaries = new Map<DictionaryTable, Dictionary>()
  readonly #attached: string[] = []

  constructor(database: Database, staging: StagingFolder, layout: ChunkLayout) {
    this.database = database
    this.staging = staging
    this.layout = layout
  }

  /** A dictionary, read when it is first asked for. */
  dictionary(table: DictionaryTable): Dictionary {
    let dictionary = this.#dictionaries.get(table)
    if (dictionary === undefined) {
      dictionary = new Dictionary(this.database, table)
      this.#dictionaries.set(table, dictionary)
    }
    return dictionary
  }

  /** Whether a file may be attached that need not be; SQLite takes ten in all. */
  hasRoomFor(purpose: 'early rows' | 'dictionary'): boolean {
    return this.#attached.length < (purpose === 'early rows' ? MOST_FOR_EARLY_ROWS : MOST_ATTACHED)
  }

  /** Attaches a staged file and answers its schema name; it stays until the transaction has ended. */
  readonly attach = (path: string): string => {
    const name = `staged_${this.#attached.length}`
    this.database.prepare(`ATTACH ? AS ${name}`).run(path)
    this.#attached.push(name)
    this.database.pragma(`${name}.cache_size = -2048`)
    return name
  }

  storeDictionaries(): void {
    for (const dictionary of this.#dictionaries.values()) {
      dictionary.store(this)
    }
  }

  /** After the transaction: lets go of the staged files. */
  detach(): void {
    for (const name of this.#attached) this.database.exec(`DETACH ${name}`)
    this.#attached.length = 0
  }
}
