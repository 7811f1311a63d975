// node guard-run.mjs <module> [arguments]: runs a TypeScript module of ours after checking the Node it runs on.
import './guard.mjs'
import nodeModule from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [node, , modulePath, ...args] = process.argv
if (modulePath === undefined) {
  process.stderr.write('usage: node guard-run.mjs <module> [arguments]\n')
  process.exit(2)
}
nodeModule.enableCompileCache()
const path = resolve(modulePath)
process.argv = [node, path, ...args]
await import(pathToFileURL(path).href)
