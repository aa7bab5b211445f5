using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Settings;

/// <summary>Registers a section of the settings as a validated class; a wrong value stops the start and names its key.</summary>
public static class SettingsRegistration
{
    /// <summary>Binds <paramref name="section"/> to <typeparamref name="T"/> and checks it before anything starts.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new SectionValidator<T>(section));
        services.AddSingleton<IConfigureOptions<T>>(provider =>
            new SectionBinder<T>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return services.AddOptions<T>().ValidateOnStart();
    }

    private sealed class SectionBinder<T>(IConfigurationSection section) : IConfigureOptions<T>
        where T : class
    {
        public void Configure(T options)
        {
            try
            {
                section.Bind(options);
            }
            catch (InvalidOperationException wrong)
            {
                // "Failed to convert configuration value 'x' at 'Demo:Speed' to type ...": already names the key.
                throw new OptionsValidationException(Options.DefaultName, typeof(T), [wrong.Message]);
            }
        }
    }

    private sealed class SectionValidator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            {
                return ValidateOptionsResult.Success;
            }

            return ValidateOptionsResult.Fail(results.SelectMany(
                result => result.MemberNames.Select(member => $"{section}:{member}: {result.ErrorMessage}")));
        }
    }
}
