using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Repairs;

/// <summary>Settings of what the console knows about repairs.</summary>
public sealed class RepairKnowledgeOptions : IValidatableObject
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Repairs";

    /// <summary>Path of a responsibility directory that replaces the one that comes with the program; empty: that one.</summary>
    [MaxLength(1024)]
    public string Directory { get; set; } = "";

    /// <summary>Telephone numbers of the units, by their codes.</summary>
    public Dictionary<string, string> Phones { get; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unit in Phones.Keys.Where(code => !RepairUnits.Knows(new UnitId(code))))
        {
            yield return new($"Repairs:Phones:{unit}: there is no such unit; use one of {string.Join(", ", RepairUnits.All.Select(known => known.Id))}.", [nameof(Phones)]);
        }

        if (Directory.Length == 0)
        {
            yield break;
        }

        if (!File.Exists(Directory))
        {
            yield return new($"Repairs:Directory: there is no file '{Directory}'; name one or leave the setting empty.", [nameof(Directory)]);
            yield break;
        }

        foreach (var fault in ResponsibilityReader.Read(File.ReadAllText(Directory)).Faults)
        {
            yield return new($"Repairs:Directory '{Directory}', {fault}", [nameof(Directory)]);
        }
    }

    /// <summary>The directory these settings name.</summary>
    internal ResponsibilityDirectory Load() =>
        ResponsibilityDirectory.Load(Directory.Length == 0 ? ResponsibilityDirectory.DefaultText : File.ReadAllText(Directory), Phones);
}
