using CommunityConsole.Web.Commands;

return await CommandLine.RunAsync(args);

/// <summary>The entry point, named for test hosts.</summary>
public partial class Program;
