import { extname, isAbsolute, resolve } from 'node:path'

const PROJECT_EXTENSION = '.huiliu'

/** The project that a command line names (a double click on a `.huiliu` file), or null. */
export function projectInArguments(args: readonly string[], folder: string): string | null {
  const named = args.findLast(
    (arg) => !arg.startsWith('-') && extname(arg).toLowerCase() === PROJECT_EXTENSION,
  )
  if (named === undefined) return null
  return isAbsolute(named) ? named : resolve(folder, named)
}
