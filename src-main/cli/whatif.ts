import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import {
  assumptionsOf,
  compareStrategies,
  couponAlternatives,
  computeScenario,
  evaluate,
  planScenario,
  sameBudget,
  solvePolicy,
  type CouponAlternatives,
  type SameBudget,
} from '../../shared/analytics/winback/index.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../shared/contract/winback.ts'
import type { ScenarioResult } from '../../shared/contract/winbackResult.ts'
import { policySchema } from '../../shared/contract/winbackPolicy.ts'
import { readInput, refusedInput } from '../../shared/contract/winbackRead.ts'
import { strategiesSchema } from '../../shared/contract/winbackStrategies.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { readJson } from './jsonFile.ts'
import { readArguments, requirePositionals } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { computeOnProject, isOfProject, projectJson, projectText } from './whatif/ofProject.ts'
import { couponText } from './whatif/couponText.ts'
import { policyText } from './whatif/policyText.ts'
import { sameText } from './whatif/sameText.ts'
import { scenarioText } from './whatif/scenarioText.ts'
import { strategiesText } from './whatif/strategiesText.ts'

const USAGE =
  'huiliu whatif [<project>] --scenario scenario.json | <project> --saved NAME [--coupon] [--same-budget] [--json] [--out FILE.csv]'
const SCHEMAS = 'huiliu.scenario/1, huiliu.policy/1, huiliu.strategies/1'

/** What a file of assumptions comes to: for scripts, and in words. */
interface Answer {
  readonly result: object
  readonly text: string
}

/** `huiliu whatif`: a scenario, a policy or strategies from the file alone, or a scenario on a project's customers. */
export async function whatifCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['scenario', 'saved', 'out'], ['coupon', 'same-budget'])
  const [project] = requirePositionals(given, 0, 1, USAGE)
  const saved = given.text('saved')
  const asked = { coupon: given.flag('coupon'), sameBudget: given.flag('same-budget') }
  if (saved !== undefined) {
    if (project === undefined || given.text('scenario') !== undefined || given.text('out') !== undefined) {
      throw new AppError('usage', { message: USAGE })
    }
    const { result, text } = answer(await savedInput(projectPath(project), saved), asked, language)
    process.stdout.write(given.flag('json') ? `${JSON.stringify(result)}\n` : `${text}\n`)
    return
  }
  const path = given.text('scenario')
  if (path === undefined) throw new AppError('usage', { message: USAGE })
  if (project !== undefined && !existsSync(projectPath(project))) {
    throw new AppError('file-not-found', { file: basename(project) })
  }
  const value = readJson(path, 'scenario-invalid')
  const out = given.text('out')
  if (project !== undefined && isOfProject(value)) {
    const found = await inFile(path, async () => computeOnProject(value, projectPath(project), out, language))
    const more = extrasOf(found.read, found.result, asked, language)
    const text = [
      scenarioText(found.read, found.result, [], language),
      projectText(found, language),
      ...more.texts,
    ].join('\n\n')
    const result = { ...projectJson(found), ...more.result }
    process.stdout.write(given.flag('json') ? `${JSON.stringify(result)}\n` : `${text}\n`)
    return
  }
  if (out !== undefined) throw new AppError('usage', { message: `--out needs a project; ${USAGE}` })
  const { result, text } = await inFile(path, () => answer(value, asked, language))
  process.stdout.write(given.flag('json') ? `${JSON.stringify(result)}\n` : `${text}\n`)
}

/** A scenario that was saved in the project, as it stands; a wrong name is refused with those there are. */
async function savedInput(path: string, name: string): Promise<unknown> {
  return withSession(async (session) => {
    await session.openProject(path)
    const list = await session.call('scenarios.list', {})
    const found = list.find((one) => one.name === name)
    if (found !== undefined) return found.state.input
    throw new AppError('scenario-gone', { message: list.map((one) => `"${one.name}"`).join(', ') })
  })
}

/** Refused where a scenario has no coupon. */
function couponOf(scenario: Scenario, result: ScenarioResult): CouponAlternatives {
  if (scenario.offer === undefined) throw refusedInput('offer', 'missing', 'faceValue > 0')
  return couponAlternatives(scenario, { result })
}

/** What else a scenario is asked. */
interface Asked {
  readonly coupon: boolean
  readonly sameBudget: boolean
}

function extrasOf(
  scenario: Scenario,
  result: ScenarioResult,
  asked: Asked,
  language: TerminalLanguage,
): {
  readonly result: { readonly coupon?: CouponAlternatives; readonly sameBudget?: SameBudget }
  readonly texts: readonly string[]
} {
  const coupon = asked.coupon ? couponOf(scenario, result) : null
  const evaluation = asked.sameBudget ? evaluate(scenario) : null
  const same =
    evaluation === null
      ? null
      : sameBudget(scenario, evaluation, result.plan ?? planScenario(scenario, evaluation))
  return {
    result: { ...(coupon && { coupon }), ...(same && { sameBudget: same }) },
    texts: [
      ...(coupon === null ? [] : [couponText(scenario, coupon, language)]),
      ...(same === null ? [] : [sameText(same, language)]),
    ],
  }
}

function answer(value: unknown, asked: Asked, language: TerminalLanguage): Answer {
  const schema = schemaOf(value)
  if ((asked.coupon || asked.sameBudget) && schema !== 'huiliu.scenario/1') {
    throw new AppError('usage', { message: `--coupon and --same-budget need a scenario; ${USAGE}` })
  }
  switch (schema) {
    case 'huiliu.policy/1': {
      const policy = readInput(policySchema, value)
      const result = solvePolicy(policy)
      return { result, text: policyText(policy, result, language) }
    }
    case 'huiliu.strategies/1': {
      const strategies = readInput(strategiesSchema, value)
      const result = compareStrategies(strategies)
      return { result, text: strategiesText(result, strategies.currency, language) }
    }
    case 'huiliu.scenario/1': {
      const scenario = readInput(scenarioSchema, value)
      const result = computeScenario(scenario)
      const assumptions = assumptionsOf(value as ScenarioInput)
      const text = scenarioText(scenario, result, assumptions, language)
      const more = extrasOf(scenario, result, asked, language)
      return { result: { ...result, ...more.result }, text: [text, ...more.texts].join('\n\n') }
    }
    default:
      throw refusedInput('schema', schema === undefined ? 'missing' : 'wrong-type', SCHEMAS, schema)
  }
}

/** The schema that a file names; a list of customers with actions is a policy also without one. */
function schemaOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  if ('schema' in value) return value.schema
  return 'customers' in value ? 'huiliu.policy/1' : undefined
}

async function inFile<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'scenario-invalid') throw thrown
    throw new AppError(thrown.code, { file: basename(path), ...thrown.detail })
  }
}
