/**
 * Messages are plain texts with slots. `{n}` is a value; `{n#customer|customers}` is a word that agrees with it
 * (singular only beside "1"); `[[...]]` is left out as a whole when a value in it is missing. Values arrive formatted.
 */
type NameIn<Slot extends string> = Slot extends `${infer Name}#${string}` ? Name : Slot

/** Names of the slots of a message. */
export type SlotsOf<T extends string> = T extends `${string}{${infer Slot}}${infer Rest}`
  ? NameIn<Slot> | SlotsOf<Rest>
  : never

const SLOT = /\{(\w+)(?:#([^|{}]*)\|([^{}]*))?\}/g

/** Names of the slots, in order of appearance, each once. */
export function slotsOf(message: string): string[] {
  return [...new Set([...message.matchAll(SLOT)].map((match) => match[1] ?? ''))]
}

/** The message as pieces: its own text and the values between. A missing value stays visible as its slot. */
export function fillParts<T>(
  message: string,
  values: Readonly<Record<string, T>>,
  textOf: (value: T) => string,
): (string | T)[] {
  const present = message.replace(/\[\[(.*?)\]\]/gs, (_, inner: string) =>
    slotsOf(inner).every((name) => values[name] !== undefined) ? inner : '',
  )
  const pieces: (string | T)[] = []
  let from = 0
  for (const match of present.matchAll(SLOT)) {
    if (match.index > from) pieces.push(present.slice(from, match.index))
    from = match.index + match[0].length
    const value = values[match[1] ?? '']
    if (value === undefined) pieces.push(match[0])
    else if (match[2] === undefined) pieces.push(value)
    else pieces.push(textOf(value) === '1' ? match[2] : (match[3] ?? ''))
  }
  if (from < present.length) pieces.push(present.slice(from))
  return pieces
}

/** The message as one text. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return fillParts(message, values, (value) => value).join('')
}
