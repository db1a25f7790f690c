using System.Security;
using BkJob.Transport;

namespace BkJob;

/// <summary>
/// Takes secrets that were specified. White space around one comes from a file that was read as a whole, and no server knows the secret with
/// it; one that trims what it gets would return a secret that is not recognized.
/// </summary>
internal sealed class SecretInput
{
    private readonly List<string> _trimmed = [];

    /// <summary>The names of the secrets that were trimmed.</summary>
    public IReadOnlyList<string> Trimmed => _trimmed;

    /// <summary>The secret without white space around it.</summary>
    /// <param name="secret">As it was specified; null for none.</param>
    /// <param name="name">How the user knows it.</param>
    public SecureString? Trim(SecureString? secret, string name)
    {
        if (secret is null || secret.ToPlainText() is var plain && Secret.Trim(plain) is var trimmed && trimmed.Length == plain.Length)
        {
            return secret;
        }

        _trimmed.Add(name);
        return Secret.ToSecureString(trimmed);
    }
}
