namespace CommunityConsole.Browser.Tests;

/// <summary>One program and one browser for all journeys, one after the other: they want the machine for themselves.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserApp>
{
    public const string Name = "Browser";
}
