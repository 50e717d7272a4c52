import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useQueryString } from '../../app/location';
import { ActionForm } from '../../kit/action-form';
import { Failure } from '../../kit/failure';
import { useRefresh } from '../../kit/use-refresh';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { journeyTexts } from './texts';

type Recipe = Awaited<ReturnType<typeof api.journey.listRecipes>>['recipes'][number];

/** Drafts a shop may begin with. */
export function Recipes() {
  const texts = usePageTexts(journeyTexts);
  const query = useQueryString();
  const refresh = useRefresh(['journeys']);
  const [chosen, setChosen] = useState<Recipe | null>(null);
  const list = useQuery({
    queryKey: ['journeys', 'recipes'],
    queryFn: () => api.journey.listRecipes({}),
  });
  if (list.isPending) return <Skeleton active />;
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      {list.data.recipes.map((recipe) => (
        <Flex key={recipe.id} justify="space-between" align="center" style={{ padding: '12px 0' }}>
          <div>
            <Typography.Text strong>{recipe.name}</Typography.Text>
            <div>{recipe.about}</div>
          </div>
          <Button
            size="small"
            aria-label={`${texts.useRecipe} ${recipe.name}`}
            onClick={() => setChosen(recipe)}
          >
            {texts.useRecipe}
          </Button>
        </Flex>
      ))}
      {chosen && (
        <ActionForm<Record<string, never>>
          title={texts.useRecipe}
          who={chosen.name}
          what={texts.useRecipeWhat}
          initial={{}}
          submit={(_values, requestId) =>
            api.journey.saveJourney(
              { journeyId: null, name: chosen.name, draft: chosen.plan, basedOn: 0 },
              { requestId },
            )
          }
          saveText={texts.useRecipe}
          onDone={() => {
            refresh();
            query.set({ show: 'journeys' });
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
