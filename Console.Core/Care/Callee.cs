using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>Somebody phoned, or to be phoned, about a home; the same shape for the resident and the contacts.</summary>
/// <param name="Id"><see cref="ContactPolicy.ResidentId"/>, or the contact's id.</param>
/// <param name="Words">居民本人, 女儿, 邻居: how records call the person. No name.</param>
public sealed record Callee(string Id, string Words)
{
    /// <summary>What a contact is; null for the resident.</summary>
    public ContactKind? Kind { get; init; }

    /// <summary>The number; empty where there is none.</summary>
    public string Phone { get; init; } = "";

    /// <summary>What the person speaks; empty where nobody has asked.</summary>
    public string Language { get; init; } = "";

    /// <summary>When to phone; null for at any time.</summary>
    public ContactHours? Hours { get; init; }

    /// <summary>The number was found to be somebody else's.</summary>
    public bool Doubtful { get; init; }

    /// <summary>The person who lives there.</summary>
    public bool IsResident => Id == ContactPolicy.ResidentId;

    /// <summary>Whom to phone about a home, in order: the resident, then family, neighbours, grid workers, others, each as they stand on the list.</summary>
    public static IEnumerable<Callee> Of(Home home)
    {
        var resident = home.Resident;
        yield return new Callee(ContactPolicy.ResidentId, "居民本人")
        {
            Phone = resident.Phone,
            Language = home.Notes.Dialect,
            Doubtful = resident.WrongNumberAt is not null,
        };
        foreach (var contact in home.Contacts.OrderBy(contact => contact.Kind))
        {
            yield return new Callee(contact.Id, contact.Relation.Trim() is { Length: > 0 } relation ? relation : WordOf(contact.Kind))
            {
                Kind = contact.Kind,
                Phone = contact.Phone,
                Language = contact.Language,
                Hours = contact.Hours,
                Doubtful = contact.WrongNumberAt is not null,
            };
        }
    }

    private static string WordOf(ContactKind kind) => kind switch
    {
        ContactKind.Family => "家属",
        ContactKind.Neighbour => "邻居",
        ContactKind.GridWorker => "网格员",
        _ => "其他联系人",
    };
}
