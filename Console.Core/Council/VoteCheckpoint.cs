namespace CommunityConsole.Core.Council;

/// <summary>How long the log was at some moment and what its root was, signed: whoever keeps one notices every later change before it.</summary>
/// <param name="Vote">Of which vote.</param>
/// <param name="Size">How many leaves.</param>
/// <param name="Root">The root over them.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256, r and s, 64 bytes.</param>
public sealed record VoteCheckpoint(VoteId Vote, long Size, byte[] Root, DateTimeOffset At, byte[] Signature);
