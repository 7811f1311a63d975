import { useEffect } from 'react'
import { create } from 'zustand'
import type { PlainKey } from './screen.ts'

/** Something the palette lists and a key may run. */
export interface Command {
  readonly id: string
  readonly title: PlainKey
  /** e.g. "Ctrl E"; Ctrl is ⌘ on macOS */
  readonly keys?: string
  /** has a key but no line in the palette */
  readonly hidden?: boolean
  readonly run: () => void
}

interface CommandState {
  readonly sets: ReadonlyMap<string, readonly Command[]>
}

export const useCommandStore = create<CommandState>(() => ({ sets: new Map() }))

/** All commands of the moment; a later one with the same id wins. */
export function currentCommands(sets: ReadonlyMap<string, readonly Command[]>): Command[] {
  const byId = new Map<string, Command>()
  for (const set of sets.values()) for (const command of set) byId.set(command.id, command)
  return [...byId.values()]
}

/** Offers commands while the component is mounted. `owner` names the set; keep `commands` stable with `useMemo`. */
export function useCommands(owner: string, commands: readonly Command[]): void {
  useEffect(() => {
    useCommandStore.setState(({ sets }) => ({ sets: new Map([...sets, [owner, commands]]) }))
    return () =>
      useCommandStore.setState(({ sets }) => ({
        sets: new Map([...sets].filter(([name]) => name !== owner)),
      }))
  }, [owner, commands])
}
