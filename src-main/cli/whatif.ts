import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import {
  assumptionsOf,
  compareStrategies,
  computeScenario,
  solvePolicy,
} from '../../shared/analytics/winback/index.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { scenarioSchema, type ScenarioInput } from '../../shared/contract/winback.ts'
import { policySchema } from '../../shared/contract/winbackPolicy.ts'
import { readInput, refusedInput } from '../../shared/contract/winbackRead.ts'
import { strategiesSchema } from '../../shared/contract/winbackStrategies.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { readJson } from './jsonFile.ts'
import { readArguments, requirePositionals } from './options.ts'
import { projectPath } from './session.ts'
import { computeOnProject, isOfProject, projectJson, projectText } from './whatif/ofProject.ts'
import { policyText } from './whatif/policyText.ts'
import { scenarioText } from './whatif/scenarioText.ts'
import { strategiesText } from './whatif/strategiesText.ts'

const USAGE = 'huiliu whatif [<project>] --scenario scenario.json [--json] [--out FILE.csv]'
const SCHEMAS = 'huiliu.scenario/1, huiliu.policy/1, huiliu.strategies/1'

/** What a file of assumptions comes to: for scripts, and in words. */
interface Answer {
  readonly result: object
  readonly text: string
}

/** `huiliu whatif`: a scenario, a policy or strategies from the file alone, or a scenario on a project's customers. */
export async function whatifCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['scenario', 'out'])
  const [project] = requirePositionals(given, 0, 1, USAGE)
  const path = given.text('scenario')
  if (path === undefined) throw new AppError('usage', { message: USAGE })
  if (project !== undefined && !existsSync(projectPath(project))) {
    throw new AppError('file-not-found', { file: basename(project) })
  }
  const value = readJson(path, 'scenario-invalid')
  const out = given.text('out')
  if (project !== undefined && isOfProject(value)) {
    const found = await inFile(path, async () => computeOnProject(value, projectPath(project), out, language))
    const text = `${scenarioText(found.read, found.result, [], language)}\n\n${projectText(found, language)}`
    process.stdout.write(given.flag('json') ? `${JSON.stringify(projectJson(found))}\n` : `${text}\n`)
    return
  }
  if (out !== undefined) throw new AppError('usage', { message: `--out needs a project; ${USAGE}` })
  const { result, text } = await inFile(path, () => answer(value, language))
  process.stdout.write(given.flag('json') ? `${JSON.stringify(result)}\n` : `${text}\n`)
}

function answer(value: unknown, language: TerminalLanguage): Answer {
  const schema = schemaOf(value)
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
      return { result, text: scenarioText(scenario, result, assumptions, language) }
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
