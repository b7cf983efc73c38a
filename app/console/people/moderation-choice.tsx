import { MODERATION_RIGHTS, type ModerationRight } from '@/lib/core/gate/rights.ts';
import { MODERATION_TITLES } from './rights.ts';

/** Which of a moderator's rights somebody has. */
export function ModerationChoice({
  chosen,
  choose,
}: {
  chosen: readonly ModerationRight[];
  choose: (rights: ModerationRight[]) => void;
}) {
  return (
    <fieldset>
      <legend className="text-sm font-semibold">As a moderator they may</legend>
      <div className="mt-1 grid sm:grid-cols-2">
        {MODERATION_RIGHTS.map((right) => (
          <label key={right} className="flex min-h-11 cursor-pointer items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.includes(right)}
              onChange={({ target }) =>
                choose(
                  MODERATION_RIGHTS.filter((one) => (one === right ? target.checked : chosen.includes(one))),
                )
              }
            />
            {MODERATION_TITLES[right]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
