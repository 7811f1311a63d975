import { startBackend } from '../backend/backend.ts'
import { createFileRegistry } from '../backend/files.ts'
import type { FromBackend, ToBackend } from './channels.ts'
import { mainPortWire } from './mainPortWire.ts'

const [dataDir, project] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('the backend process needs its folder')

const files = createFileRegistry()
const backend = startBackend({
  dataDir,
  shell: 'electron',
  files,
  clock: { nowMs: () => Date.now() },
})
void (project === undefined ? backend.openAtStart(null) : backend.openFromOutside(project))

process.parentPort.on('message', (event) => {
  const message = event.data as ToBackend
  switch (message.t) {
    case 'port':
      for (const port of event.ports) backend.serve(mainPortWire(port))
      break
    case 'open':
      void backend.openFromOutside(message.path)
      break
    case 'register': {
      const fileToken = files.register({ path: message.path, origin: message.origin })
      const answer: FromBackend = { t: 'registered', id: message.id, fileToken }
      process.parentPort.postMessage(answer)
      break
    }
    case 'close':
      void backend.close().finally(() => process.exit(0))
      break
  }
})
