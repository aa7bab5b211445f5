namespace CommunityConsole.Core.Dispatch;

/// <summary>A public service that somebody at a door hands over to.</summary>
/// <param name="Number">Its telephone number.</param>
public sealed record Emergency(string Number)
{
    /// <summary>急救.</summary>
    public static Emergency Ambulance { get; } = new("120");

    /// <summary>公安.</summary>
    public static Emergency Police { get; } = new("110");

    /// <summary>The service with that number; null when there is none here.</summary>
    public static Emergency? Of(string? number) => new[] { Ambulance, Police }.FirstOrDefault(service => service.Number == number);
}
