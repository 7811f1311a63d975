import { previewFile } from '../ingest/preview/previewFile.ts'
import type { PreviewMethods } from './methods.ts'
import { serveThread } from './thread.ts'

const methods: PreviewMethods = {
  preview: ({ path, fileName, kind, readAs, mapping, timeZone, currency, savedMappings }) =>
    previewFile(path, fileName, {
      timeZone,
      currency,
      savedMappings,
      ...(kind === undefined ? {} : { kind }),
      ...(readAs === undefined ? {} : { readAs }),
      ...(mapping === undefined ? {} : { mapping }),
    }),
}

serveThread(methods)
