import { AppError } from '../../shared/contract/errors.ts'
import type { TablePreview } from '../../shared/contract/import.ts'
import { planFor } from '../ingest/preview/planFor.ts'
import { previewFile } from '../ingest/preview/previewFile.ts'
import type { PreviewMethods, TableToPlan } from './methods.ts'
import { PreviewCache } from './previewCache.ts'
import { serveThread } from './thread.ts'

const cache = new PreviewCache()

const methods: PreviewMethods = {
  preview: async ({ path, fileName, kind, readAs, mapping, timeZone, currency, savedMappings }) => {
    const tables = await previewFile(path, fileName, {
      timeZone,
      currency,
      savedMappings,
      ...(kind === undefined ? {} : { kind }),
      ...(readAs === undefined ? {} : { readAs }),
      ...(mapping === undefined ? {} : { mapping }),
    })
    cache.add(path, tables)
    return tables
  },
  plan: async (table) => {
    const { path, fileName, sheet, readAs, mapping, timeZone } = table
    const preview = cache.find(path, sheet, readAs) ?? (await previewOf(table))
    return { path, fileName, plan: planFor(path, { ...preview, fileName }, mapping, timeZone) }
  },
}

async function previewOf(table: TableToPlan): Promise<TablePreview> {
  const { path, fileName, sheet, readAs, mapping, timeZone, currency } = table
  const reading = sheet === null ? readAs : { ...readAs, sheet }
  const tables = await previewFile(path, fileName, { readAs: reading, mapping, timeZone, currency })
  const found = tables.find((one) => one.sheet === sheet)
  if (found === undefined) throw new AppError('sheet-not-found', { file: fileName, sheet: sheet ?? '' })
  return found
}

serveThread(methods)
