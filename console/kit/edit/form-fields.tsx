import { Button, Flex, Form } from 'antd';
import type { FormInstance } from 'antd';
import { useTexts } from '../../texts/use-texts';
import { inputOf } from './input-of';
import type { Cell, Field, Rows, Section } from './fields';

const isWide = ({ kind }: { kind: string }): boolean => ['lines', 'rows', 'choices'].includes(kind);

/** More of a row go on a second line. */
const MOST_IN_LINE = 5;

function useRules() {
  const { form } = useTexts();
  return ({ isRequired, kind }: Cell | Field<never>) =>
    isRequired === true
      ? [{ required: true, message: form.required, ...(kind === 'text' && { whitespace: true }) }]
      : [];
}

/** What a row has beside its cells, such as an id, stays with it. */
function OneRow({ at, rows, remove }: { at: number; rows: Rows; remove: () => void }) {
  const texts = useTexts();
  const rulesOf = useRules();
  const isLong = rows.cells.length > MOST_IN_LINE;
  const unseen = Object.keys(rows.blank()).filter((key) => rows.cells.every((cell) => cell.name !== key));
  return (
    <Flex gap="small" align="start" wrap={isLong} className="form-row">
      {rows.cells.map((cell) => (
        <Form.Item
          key={cell.name}
          name={[at, cell.name]}
          label={cell.label}
          rules={rulesOf(cell)}
          style={isLong ? { flex: '1 1 150px' } : { flex: 1, minWidth: 0 }}
        >
          {inputOf(cell)}
        </Form.Item>
      ))}
      {unseen.map((name) => (
        <Form.Item key={name} name={[at, name]} hidden noStyle>
          <input type="hidden" />
        </Form.Item>
      ))}
      <Button
        style={{ marginTop: 30 }}
        aria-label={texts.form.removeRow(rows.label, at + 1)}
        onClick={remove}
      >
        {texts.form.remove}
      </Button>
    </Flex>
  );
}

/** Things of one sort, one below the other. */
function RowsField({ name, rows, wrong }: { name: string; rows: Rows; wrong: () => string | null }) {
  return (
    <Form.List
      name={name}
      rules={[
        {
          validator: () => {
            const said = wrong();
            return said === null ? Promise.resolve() : Promise.reject(new Error(said));
          },
        },
      ]}
    >
      {(fields, { add, remove }, { errors }) => (
        <div className="form-wide" role="group" aria-label={rows.label}>
          {fields.map(({ key, name: at }) => (
            <OneRow key={key} at={at} rows={rows} remove={() => remove(at)} />
          ))}
          <Button block type="dashed" disabled={fields.length >= rows.most} onClick={() => add(rows.blank())}>
            {rows.add}
          </Button>
          <Form.ErrorList errors={errors} />
        </div>
      )}
    </Form.List>
  );
}

interface Props<Values extends object> {
  form: FormInstance<Values>;
  sections: readonly Section<Values>[];
  values: Values;
}

function OneField<Values extends object>({
  form,
  field,
  initial,
}: {
  form: FormInstance<Values>;
  field: Field<Values>;
  initial: Values;
}) {
  const rulesOf = useRules();
  const { check } = field;
  const wrong = (): string | null => check?.({ ...initial, ...form.getFieldsValue() }) ?? null;
  if (field.kind === 'rows') return <RowsField name={field.name} rows={field} wrong={wrong} />;
  return (
    <Form.Item
      name={[field.name]}
      className={isWide(field) ? 'form-wide' : undefined}
      label={field.label}
      extra={field.hint}
      valuePropName={field.kind === 'flag' ? 'checked' : 'value'}
      rules={[
        ...rulesOf(field),
        {
          validator: () => {
            const said = wrong();
            return said === null ? Promise.resolve() : Promise.reject(new Error(said));
          },
        },
      ]}
    >
      {inputOf(field)}
    </Form.Item>
  );
}

/** Every field that is shown, in sections of two columns. */
export function FormFields<Values extends object>({ form, sections, values }: Props<Values>) {
  return sections.map(({ title, fields }) => {
    const shown = fields.filter(({ when }) => when?.(values) ?? true);
    if (shown.length === 0) return null;
    return (
      <fieldset key={title} className="form-section">
        <legend>{title}</legend>
        <div className="form-grid">
          {shown.map((field) => (
            <OneField key={field.name} form={form} field={field} initial={values} />
          ))}
        </div>
      </fieldset>
    );
  });
}
