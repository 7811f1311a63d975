import { AppError } from '../../shared/contract/errors.ts'
import { terminalLanguage, type TerminalLanguage } from '../backend/terminal.ts'
import { anonymiseCommand } from './anonymise.ts'
import { churnCommand } from './churn.ts'
import { exitCodeOf, failureLine } from './failure.ts'
import { importCommand } from './import.ts'
import { interventionsCommand } from './interventions.ts'
import { lifetimeCommand } from './lifetime.ts'
import { northstarCommand } from './northstar.ts'
import { openCommand } from './open.ts'
import { previewCommand } from './preview.ts'
import { reportCommand } from './report.ts'
import { rfmCommand } from './rfm.ts'
import { sampleCommand } from './sample.ts'
import { silentCommand } from './silent.ts'
import { HELP } from './usage.ts'
import { verifyCommand } from './verify.ts'
import { whatifCommand } from './whatif.ts'

const COMMANDS: Readonly<
  Record<string, (args: readonly string[], language: TerminalLanguage) => Promise<number | void>>
> = {
  preview: previewCommand,
  import: importCommand,
  rfm: rfmCommand,
  churn: churnCommand,
  lifetime: lifetimeCommand,
  northstar: northstarCommand,
  silent: silentCommand,
  interventions: interventionsCommand,
  whatif: whatifCommand,
  sample: sampleCommand,
  anonymise: anonymiseCommand,
  report: reportCommand,
  verify: verifyCommand,
  open: openCommand,
}

async function run(argv: readonly string[]): Promise<number> {
  const wished = argv.indexOf('--lang')
  const language = terminalLanguage(process.env, wished < 0 ? undefined : argv[wished + 1])
  const [name, ...args] = argv
  try {
    if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
      const stream = name === undefined ? process.stderr : process.stdout
      stream.write(`${HELP[language]}\n`)
      return name === undefined ? 2 : 0
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (command === undefined) {
      throw new AppError('usage', { message: `"${name}" is none of ${Object.keys(COMMANDS).join(', ')}` })
    }
    return (await command(args, language)) ?? 0
  } catch (thrown) {
    const error = AppError.from(thrown)
    process.stderr.write(`${failureLine(error, language)}\n`)
    return exitCodeOf(error)
  }
}

process.exitCode = await run(process.argv.slice(2))
