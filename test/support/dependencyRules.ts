/** `npm run deps`: the rules of who may import whom. A run that saw no modules proves nothing and fails. */
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const LAYERS = ['shared', 'src-main', 'src-renderer']

const configuration = (await extractConfig('./.dependency-cruiser.cjs')) as ICruiseOptions & {
  forbidden: unknown[]
}
const { options, ...ruleSet } = configuration as ICruiseOptions & { options?: ICruiseOptions }
const { output } = await cruise(
  LAYERS,
  { ...options, ruleSet: ruleSet as NonNullable<ICruiseOptions['ruleSet']>, validate: true },
  undefined,
  { tsConfig: extractTypeScriptConfig('tsconfig.json') },
)
const { modules, summary } = output as ICruiseResult

for (const { rule, from, to } of summary.violations)
  console.error(`${rule.severity} ${rule.name}: ${from} -> ${to}`)
const empty = LAYERS.filter((layer) => !modules.some(({ source }) => source.startsWith(`${layer}/`)))
for (const layer of empty) console.error(`error no module was seen in ${layer}`)
console.log(
  `${modules.length} modules, ${summary.totalDependenciesCruised ?? 0} dependencies, ${summary.error} violations`,
)
process.exitCode = summary.error > 0 || empty.length > 0 ? 1 : 0
