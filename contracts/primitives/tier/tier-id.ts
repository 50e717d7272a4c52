/** What a tier is whatever place and name it has; those of the first rules there were are named by their places. */
export const idAt = ({ tiers }: { tiers: readonly { id?: number | undefined }[] }, place: number): number =>
  tiers[place]?.id ?? place;
