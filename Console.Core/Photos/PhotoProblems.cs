using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Photos;

/// <summary>No such photo, or not for this person: the answer is the same, so that ids cannot be tried out.</summary>
public sealed record PhotoNotFound()
    : Problem("photo.unknown", new("没有这张照片，或您无权查看。", "There is no such photo, or it is not for you to see."));

/// <summary>The content is no picture we read, whatever its name says.</summary>
public sealed record PhotoNotReadable()
    : Problem("photo.type", new("这不是能读取的照片，请选择 JPEG、PNG 或 WebP 图片，或重新拍一张。", "This is not a picture that can be read; choose a JPEG, PNG or WebP picture, or take it again."));

/// <summary>HEIC: a picture, but one only its maker's devices open.</summary>
public sealed record PhotoIsHeic()
    : Problem("photo.heic", new("不能读取 HEIC 照片：请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或先存成 JPEG。", "HEIC pictures cannot be read: choose \"Most Compatible\" under Settings, Camera, Formats and take it again, or save it as JPEG first."));

/// <summary>More bytes than <see cref="IPhotoShop.MostBytes"/>.</summary>
public sealed record PhotoTooLarge()
    : Problem("photo.large", new("照片超过 10 MB，请选小一点的照片。", "The picture has more than 10 MB; choose a smaller one."));

/// <summary>More pixels than <see cref="IPhotoShop.MostPixels"/>.</summary>
public sealed record PhotoHasTooManyPixels()
    : Problem("photo.pixels", new("照片超过 4000 万像素，请缩小后再传。", "The picture has more than 40 million pixels; shrink it first."));

/// <summary>What makes pictures anew is not there.</summary>
/// <param name="Missing">What to do about it, for whoever looks after the server.</param>
public sealed record PhotoToolMissing(Sentence Missing)
    : Problem("photo.tool", new($"现在不能收照片，其他功能照常。请管理员处理：{Missing.Zh}", $"Photos cannot be taken in now; everything else works. For the administrator: {Missing.En}"));

/// <summary>It took too long or broke in the middle.</summary>
public sealed record PhotoNotMade()
    : Problem("photo.failed", new("这张照片没有处理成功，请再试一次或换一张。", "This picture could not be worked on; try again or take another one."));
