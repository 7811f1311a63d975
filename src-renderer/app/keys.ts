/** The parts of a keyboard event that decide. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** A key press as it is written in commands and in the help: "Ctrl Shift Z", "Alt ←", "[", "?". */
export function comboOf(press: KeyPress): string {
  const key = ARROWS[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key)
  const isSign = press.key.length === 1 && !/[a-z0-9]/i.test(press.key)
  return [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && !isSign ? 'Shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** Single keys are off while somebody types; combinations with Ctrl or Alt and function keys stay on. */
export function worksWhileTyping(combo: string): boolean {
  return /^(Ctrl|Alt) /.test(combo) || /^F\d+$/.test(combo)
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}
