/**
 * Which ways of a name's evidence may hold anywhere in a text: its language, its imports and the words that it holds at all are
 * the same for every place of it, so they are asked once for each name and not for each place.
 */
import type { CompiledEvidence, NameEvidence } from "./compiledEvidence.ts";
import type { ImportedModules } from "./importedModules.ts";
import type { PhraseSet } from "./phraseSet.ts";
import type { Sightings } from "./sightings.ts";

export interface Ways {
  /** Nothing in the text as a whole speaks against them. */
  readonly possible: readonly CompiledEvidence[];
  /** Of these, the ones whose support the text may give. */
  readonly open: readonly CompiledEvidence[];
}

export class WaysInText {
  private readonly ways = new Map<NameEvidence, Ways>();

  constructor(
    private readonly languageId: string,
    private readonly sightings: Sightings,
    private readonly imports: ImportedModules,
  ) {}

  of(evidence: NameEvidence): Ways {
    let ways = this.ways.get(evidence);
    if (ways === undefined) {
      const possible = evidence.ways.filter(
        ({ languages }) => languages?.includes(this.languageId) !== false,
      );
      ways = { possible, open: possible.filter((way) => this.isOpen(way)) };
      this.ways.set(evidence, ways);
    }
    return ways;
  }

  private isOpen({ near, around, imports }: CompiledEvidence): boolean {
    return (
      this.mayStand(near) && this.mayStand(around) && (imports === undefined || this.imports.have(imports))
    );
  }

  private mayStand(phrases: PhraseSet | undefined): boolean {
    if (phrases === undefined) return true;
    const { isAbsent, isInPath } = this.sightings.of(phrases);
    return !isAbsent || isInPath;
  }
}
