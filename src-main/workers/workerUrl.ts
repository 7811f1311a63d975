/**
 * Where the module of a worker thread is: beside this file while it runs from source, in the one flat folder of entries
 * once it is bundled.
 */
export function workerUrl(name: string): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${name}.worker.${extension}`, import.meta.url)
}
