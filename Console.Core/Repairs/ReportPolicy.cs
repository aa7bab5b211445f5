using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>What a report must have.</summary>
public static class ReportPolicy
{
    /// <summary>Null when it can be taken.</summary>
    public static Problem? Problem(RepairReport report) =>
        string.IsNullOrWhiteSpace(report.Title) || string.IsNullOrWhiteSpace(report.Description) || string.IsNullOrWhiteSpace(report.Location) ? new RepairFieldsMissing()
        : report.Title.Length > Repair.LineLength || report.Location.Length > Repair.LineLength || report.Contact.Length > Repair.LineLength
            ? new RepairNotValid(new($"标题、地点、联系方式各不超过 {Repair.LineLength} 个字。", $"Title, location and contact have at most {Repair.LineLength} characters each."))
        : !IsName(report.Building) || !IsName(report.Asset)
            ? new RepairNotValid(new("楼栋和设施编号最多 64 个字母、数字、下划线或连字符。", "Building and asset are ids of at most 64 letters, digits, underscores and hyphens."))
        : report.Description.Length > Repair.TextLength
            ? new RepairNotValid(new($"描述不超过 {Repair.TextLength} 个字。", $"The description has at most {Repair.TextLength} characters."))
        : PhotosProblem(report.Photos) is { } photos ? photos
        : report.Latitude is < -90 or > 90 or double.NaN || report.Longitude is < -180 or > 180 or double.NaN || (report.Latitude is null) != (report.Longitude is null)
            ? new RepairNotValid(new("坐标不对：纬度 -90 到 90，经度 -180 到 180，两个都要。", "Not a position: latitude -90 to 90 and longitude -180 to 180, both."))
        : report.Service is { } service && ServiceCatalogue.Find(service) is null ? new RepairServiceUnknown()
        : null;

    private static bool IsName(string text) => text.Length <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>Null when these can be shown with a step.</summary>
    public static Problem? PhotosProblem(IReadOnlyList<string> photos) => RepairPhotos.AreValid(photos)
        ? null
        : new RepairNotValid(new($"照片最多 {Repair.MostPhotos} 张，编号须是上传时得到的。", $"At most {Repair.MostPhotos} photos, by the ids given when they were uploaded."));
}
