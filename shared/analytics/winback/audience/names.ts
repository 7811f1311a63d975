/** Names that a scenario of a project may use: its cells, and tiers, which stand for all of their cells. */
export interface ScenarioNames {
  readonly cellNames: readonly string[]
  readonly tiers: readonly string[]
}

/** The cells that a name means; none for a name that the project does not have. */
export function addressOf(name: string, { cellNames, tiers }: ScenarioNames): string[] {
  if (tiers.includes(name)) return cellNames.filter((cell) => cell.startsWith(`${name} `))
  return cellNames.includes(name) ? [name] : []
}
