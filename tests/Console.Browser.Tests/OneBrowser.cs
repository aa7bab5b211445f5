namespace CommunityConsole.Browser.Tests;

/// <summary>One program and one browser for all journeys, one after the other, beside the other projects (tests/run.sh).</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserApp>
{
    public const string Name = "Browser";
}
