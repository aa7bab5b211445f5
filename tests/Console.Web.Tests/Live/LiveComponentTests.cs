using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Bunit;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CommunityConsole.Web.Tests.Live;

public sealed class LiveComponentTests : BunitContext
{
    [Fact]
    public void FirstState_IsInTheFirstDrawing()
    {
        var source = new Source("one");

        var page = Render<Page>(parameters => parameters.Add(p => p.Source, source));

        Assert.Equal("one", page.Markup);
        Assert.Equal(1, page.RenderCount);
    }

    [Fact]
    public void LaterState_IsDrawn()
    {
        var source = new Source("one");
        var page = Render<Page>(parameters => parameters.Add(p => p.Source, source));

        source.Say("two");

        page.WaitForAssertion(() => Assert.Equal("two", page.Markup));
    }

    [Fact]
    public async Task PageThatGoes_StopsFollowing()
    {
        var source = new Source("one");
        Render<Page>(parameters => parameters.Add(p => p.Source, source));

        await DisposeComponentsAsync();

        await source.Left.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private sealed class Source(string first)
    {
        private readonly Channel<string> _states = Channel.CreateUnbounded<string>();
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Left => _left.Task;

        public void Say(string state) => Assert.True(_states.Writer.TryWrite(state));

        public async IAsyncEnumerable<string> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            try
            {
                yield return first;
                await foreach (var state in _states.Reader.ReadAllAsync(cancellation))
                {
                    yield return state;
                }
            }
            finally
            {
                _left.SetResult();
            }
        }
    }

    private sealed class Page : LiveComponent
    {
        private string _state = "nothing";

        [Parameter]
        public Source Source { get; set; } = null!;

        protected override void OnInitialized() => Follow(Source.WatchAsync, state => _state = state);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _state);
    }
}
