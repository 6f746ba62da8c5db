import { firstRelease } from './0001-first-release.ts'
import { modelVersions } from './0002-model-versions.ts'
import type { Migration } from './migration.ts'

/** Oldest first, numbered 1, 2, 3 …. */
export const migrations: readonly Migration[] = [firstRelease, modelVersions]
