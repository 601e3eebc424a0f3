/**
 * A number in [0, 1) that depends on the article and on which check it is, and on nothing else: replaying a decision
 * gives the same time, while articles added in the same second drift apart.
 */
export function jitterOf(articleId: string, checkNo: number): number {
  // FNV-1a with the finisher of MurmurHash3, since neighbouring numbers must land far from each other.
  let hash = 2166136261
  const key = `${articleId}#${checkNo}`
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}
