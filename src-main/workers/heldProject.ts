import { openReadable, openWritable, type ReadableProject, type WritableProject } from '../project/project.ts'
import { areLedgersSound, repairLedgers } from '../project/ledger/repair.ts'

/** The project that a thread was last asked about, kept open for the next question. */
export class HeldProject {
  #held: ReadableProject | null = null

  /** Opens the file anew. A ledger that no longer agrees with its rows (edited with another tool) or whose bytes changed is made again. */
  open(path: string): ReadableProject {
    this.close()
    let project = openReadable(path)
    if (!areLedgersSound(project)) {
      project.close()
      changeProject(path, (writable) => repairLedgers(writable, () => undefined))
      project = openReadable(path)
    }
    this.#held = project
    return project
  }

  at(path: string): ReadableProject {
    return this.#held?.path === path ? this.#held : this.open(path)
  }

  close(): void {
    this.#held?.close()
    this.#held = null
  }
}

/** Opens for one change and lets go: the write lock is nobody's while nothing is written. */
export function changeProject<T>(path: string, work: (project: WritableProject) => T): T {
  const project = openWritable(path)
  try {
    return work(project)
  } finally {
    project.close()
  }
}
