import type { BegunUseCase, Opening, ReadCall } from '../../kit/host/call';

interface Brand {
  brandName: string;
  brandColour: string | null;
}

/** Reads beside the settings, and says with them what the merchant is called and painted in. */
export const withBrand = <Input, Output extends object>(
  useCase: (opening: Opening<ReadCall>, input: Input) => Promise<Output>,
): BegunUseCase<ReadCall, Input, Output & Brand> => ({
  begin: async (opening, input) => {
    const answer = await useCase(opening, input);
    return ({ settings }) => ({
      ...answer,
      brandName: settings.merchantName,
      brandColour: settings.brandColour,
    });
  },
});
