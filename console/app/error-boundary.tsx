import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';

interface Props {
  title: string;
  retry: string;
  children: ReactNode;
}

/** A page whose code did not arrive (a new version was put up meanwhile), or that broke: the frame stays, the page is loaded anew. */
export class ErrorBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Result
        status="error"
        title={this.props.title}
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            {this.props.retry}
          </Button>
        }
      />
    );
  }
}
