import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { AppError } from '../../shared/contract/errors.ts'

/** What stands on a command line after the command. */
export interface Arguments {
  readonly positionals: readonly string[]
  /** the value of `--name value`, or undefined */
  text(name: string): string | undefined
  flag(name: string): boolean
}

const COMMON: ParseArgsOptionsConfig = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
}

/** Reads the arguments of one command; what it does not know is wrong usage. */
export function readArguments(
  args: readonly string[],
  texts: readonly string[] = [],
  flags: readonly string[] = [],
): Arguments {
  const options: ParseArgsOptionsConfig = { ...COMMON }
  for (const name of texts) options[name] = { type: 'string' }
  for (const name of flags) options[name] = { type: 'boolean' }
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    })
    return {
      positionals,
      text: (name) => {
        const value = values[name]
        return typeof value === 'string' ? value : undefined
      },
      flag: (name) => values[name] === true,
    }
  } catch (thrown) {
    throw new AppError('usage', { message: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

/** A whole number of at least `least`, or wrong usage. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new AppError('usage', { message: `--${option} takes a whole number from ${least}, not "${text}"` })
  }
  return value
}

/** One of a few words, or wrong usage. */
export function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === text)
  if (found === undefined) {
    throw new AppError('usage', { message: `--${option} takes ${allowed.join(', ')}, not "${text}"` })
  }
  return found
}

/** The arguments that a command needs, by name, or wrong usage. */
export function requirePositionals(
  args: Arguments,
  least: number,
  most: number,
  usage: string,
): readonly string[] {
  const { positionals } = args
  if (positionals.length < least || positionals.length > most) throw new AppError('usage', { message: usage })
  return positionals
}
