import type { TerminalLanguage } from '../backend/terminal.ts'
import { makeSample } from './makeSample.ts'
import { readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { grouped } from './text.ts'

const USAGE = 'huiliu sample <project> [--customers N] [--seed S] [--json]'

/** `huiliu sample`: a synthetic shop whose ground truth is known. */
export async function sampleCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['customers', 'seed'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const project = projectPath(named)
  const customers = given.text('customers')
  const seed = given.text('seed')
  await makeSample(project, {
    // the names in it are Chinese unless English is asked for, whatever the terminal speaks
    language: given.text('lang')?.startsWith('en') === true ? 'en' : 'zh-CN',
    ...(customers === undefined ? {} : { customers: wholeNumber('customers', customers, 1) }),
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed, 0) }),
  })
  const summary = await withSession((session) => session.openProject(project))
  const { nCustomers, nPurchases, nBehaviours, nContacts, fileName } = summary
  if (given.flag('json')) {
    process.stdout.write(
      `${JSON.stringify({ fileName, customers: nCustomers, purchases: nPurchases, behaviours: nBehaviours, contacts: nContacts })}\n`,
    )
    return
  }
  const counts = [nCustomers, nPurchases, nBehaviours, nContacts].map(grouped)
  const [c, p, b, k] = counts
  process.stdout.write(
    language === 'zh-CN'
      ? `${fileName}：客户 ${c} 位，购买 ${p} 行，行为 ${b} 行，触达 ${k} 行\n`
      : `${fileName}: ${c} customers, ${p} purchase rows, ${b} behaviour rows, ${k} contact rows\n`,
  )
}
