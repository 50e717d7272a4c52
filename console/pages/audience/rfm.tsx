import type { RfmApi } from '@contracts/audience/rfm';
import { partText, rfmSquares, type RfmSquare } from '@contracts/primitives/audience/rfm-squares';
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Form, Input, Segmented, Skeleton, Space, Typography } from 'antd';
import { useState } from 'react';
import { useQueryString } from '../../app/location';
import { ActionForm } from '../../kit/action-form';
import { Failure } from '../../kit/failure';
import { useRefresh } from '../../kit/use-refresh';
import { moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { rfmTexts } from './rfm-texts';

type Cuts = NonNullable<ReturnType<RfmApi['readRfm']>['cuts']>;
type Square = RfmSquare<ReturnType<RfmApi['readRfm']>['cells'][number]['rule']>;
type Chosen = Square & { rule: NonNullable<Square['rule']> };

const ALL = 0;

/** Darker where more are. */
function SquareButton({ square, most, onOpen }: { square: Square; most: number; onOpen: () => void }) {
  const texts = usePageTexts(rfmTexts);
  const { r, f, about } = square;
  return (
    <td
      style={{
        padding: 2,
        background: `color-mix(in srgb, var(--ant-color-primary) ${Math.round((about * 40) / most)}%, transparent)`,
      }}
    >
      <Button
        type="text"
        block
        disabled={square.rule === null}
        aria-label={texts.square(r, f, about)}
        onClick={onOpen}
        style={{ minWidth: 72, color: 'inherit' }}
      >
        {numberText(about)}
      </Button>
    </td>
  );
}

/** How the parts are cut, in words: the highest first for recency. */
function useEnds(cuts: Cuts) {
  const texts = usePageTexts(rfmTexts);
  const ends = (values: readonly number[], say: (value: number) => string, part: number): string =>
    partText(values, part, { say, above: texts.above, upTo: texts.upTo });
  return {
    recency: (r: number) => ends(cuts.daysAgo, texts.days, 6 - r),
    frequency: (f: number) => ends(cuts.orders, texts.orders, f),
    money: (m: number) => ends(cuts.amountFen, moneyText, m),
  };
}

function Grid({
  cuts,
  squares,
  onOpen,
}: {
  cuts: Cuts;
  squares: Square[][];
  onOpen: (square: Square) => void;
}) {
  const texts = usePageTexts(rfmTexts);
  const ends = useEnds(cuts);
  const most = Math.max(1, ...squares.flat().map(({ about }) => about));
  return (
    <div style={{ overflowX: 'auto' }}>
      <table style={{ borderCollapse: 'separate', borderSpacing: 4 }}>
        <thead>
          <tr>
            <th scope="col">{texts.corner}</th>
            {[1, 2, 3, 4, 5].map((f) => (
              <th key={f} scope="col" style={{ fontWeight: 400 }}>
                F{f} · {ends.frequency(f)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {squares.map((row) => (
            <tr key={row[0]?.r}>
              <th scope="row" style={{ fontWeight: 400, textAlign: 'start', whiteSpace: 'nowrap' }}>
                R{row[0]?.r} · {ends.recency(row[0]?.r ?? 1)}
              </th>
              {row.map((square) => (
                <SquareButton key={square.f} square={square} most={most} onOpen={() => onOpen(square)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A square becomes a segment, whose members are then counted exactly and followed. */
function KeepForm({ square, money, onClose }: { square: Chosen; money: number; onClose: () => void }) {
  const texts = usePageTexts(rfmTexts);
  const { form } = useTexts();
  const query = useQueryString();
  const refresh = useRefresh(['audience']);
  return (
    <ActionForm<{ name: string }>
      title={texts.keep}
      who={texts.square(square.r, square.f, square.about)}
      what={texts.keepWhat}
      initial={{ name: `R${square.r}F${square.f}${money === ALL ? '' : `M${money}`}` }}
      submit={({ name }, requestId) =>
        api.audience.saveSegment(
          { segmentId: null, name: name.trim(), rule: square.rule, basedOn: 0 },
          { requestId },
        )
      }
      saveText={texts.keep}
      onDone={() => {
        refresh();
        query.set({ show: 'segments' });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={texts.name}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input maxLength={20} showCount />
      </Form.Item>
    </ActionForm>
  );
}

/** Recency, frequency, money: where buyers are, and any square as a segment. */
export function Rfm() {
  const texts = usePageTexts(rfmTexts);
  const [money, setMoney] = useState(ALL);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const grid = useQuery({ queryKey: ['audience', 'rfm'], queryFn: () => api.audience.readRfm({}) });
  if (grid.isPending) return <Skeleton active />;
  if (grid.isError) return <Failure error={grid.error} retry={() => void grid.refetch()} />;
  const { cuts, cells, looked, all } = grid.data;
  if (cuts === null) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.none} />;
  return (
    <>
      <Typography.Paragraph type="secondary">
        {texts.about} {looked < all && texts.sampled(looked, all)}
      </Typography.Paragraph>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented
          value={money}
          options={[ALL, 1, 2, 3, 4, 5].map((m) => ({
            value: m,
            label: m === ALL ? texts.allMoney : `M${m}`,
          }))}
          onChange={setMoney}
        />
        {money !== ALL && <Ends cuts={cuts} money={money} />}
      </Space>
      <Grid
        cuts={cuts}
        squares={rfmSquares(cells, money === ALL ? null : money)}
        onOpen={(square) => square.rule !== null && setChosen({ ...square, rule: square.rule })}
      />
      {chosen && <KeepForm square={chosen} money={money} onClose={() => setChosen(null)} />}
    </>
  );
}

function Ends({ cuts, money }: { cuts: Cuts; money: number }) {
  const texts = usePageTexts(rfmTexts);
  return <Typography.Text type="secondary">{texts.inYear(useEnds(cuts).money(money))}</Typography.Text>;
}
