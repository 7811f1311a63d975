/** Whether this code runs from its TypeScript source (true) or from the bundle in `out/main` (false). */
export const runsFromSource = import.meta.url.endsWith('.ts')

/** The built page, seen from wherever this code runs. */
export const rendererFolder = new URL(
  runsFromSource ? '../../out/renderer/' : '../renderer/',
  import.meta.url,
)
